/// Placeholder.
@NullMarked
package dev.slipway.matinee;

import org.jspecify.annotations.NullMarked;
