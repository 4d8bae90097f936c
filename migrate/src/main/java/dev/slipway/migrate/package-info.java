/// Placeholder.
@NullMarked
package dev.slipway.migrate;

import org.jspecify.annotations.NullMarked;
