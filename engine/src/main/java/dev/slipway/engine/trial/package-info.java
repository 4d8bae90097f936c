/// The journey that shows what Slipway does, on the example service and under traffic: start at
/// [Trial].
@NullMarked
package dev.slipway.engine.trial;

import org.jspecify.annotations.NullMarked;
