/// [Matinee] is a small watch-together service, and the programs that stand around it in a test: a
/// proxy, a load generator, a check.
@NullMarked
package dev.slipway.matinee;

import org.jspecify.annotations.NullMarked;
