/// Running the pending migrations on a copy and watching: start at [Rehearsal].
@NullMarked
package dev.slipway.engine.rehearse;

import org.jspecify.annotations.NullMarked;
