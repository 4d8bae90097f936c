/// The `slipway` program: commands that parse, ask the engine, print, and pick the exit code.
///
/// Begin at [Main].
@NullMarked
package dev.slipway.cli;

import org.jspecify.annotations.NullMarked;
