/// Placeholder.
@NullMarked
package dev.slipway.engine;

import org.jspecify.annotations.NullMarked;
