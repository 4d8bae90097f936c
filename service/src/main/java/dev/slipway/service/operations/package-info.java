/// Commands inside a service's own program, in the words and with the exit codes of `slipway`.
///
/// Begin at [Operations].
@NullMarked
package dev.slipway.service.operations;

import org.jspecify.annotations.NullMarked;
