/// Measures Slipway beside other migration tools on one server; [Main] is the way in.
@NullMarked
package dev.slipway.bench;

import org.jspecify.annotations.NullMarked;
