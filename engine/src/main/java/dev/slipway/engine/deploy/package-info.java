/// Brings the instances of a service from one build to another: here, as processes of this machine.
///
/// Begin at [ProcessTarget].
@NullMarked
package dev.slipway.engine.deploy;

import org.jspecify.annotations.NullMarked;
