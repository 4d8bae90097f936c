/// Takes a service from one version to another, step by step, through being killed at any instant.
///
/// Begin at [Conductor].
@NullMarked
package dev.slipway.engine.release;

import org.jspecify.annotations.NullMarked;
