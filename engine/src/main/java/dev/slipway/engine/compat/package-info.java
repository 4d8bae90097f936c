/// Whether the old version's SQL still works on a changed schema: start at [Compat].
@NullMarked
package dev.slipway.engine.compat;

import org.jspecify.annotations.NullMarked;
