/// Says what a release is to change, in three parts that are judged apart: code, schema,
/// configuration.
///
/// Begin at [Plan].
@NullMarked
package dev.slipway.engine.plan;

import org.jspecify.annotations.NullMarked;
