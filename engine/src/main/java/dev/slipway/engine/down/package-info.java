/// What taking the pending migrations back would lose: start at [DownRehearsal].
@NullMarked
package dev.slipway.engine.down;

import org.jspecify.annotations.NullMarked;
