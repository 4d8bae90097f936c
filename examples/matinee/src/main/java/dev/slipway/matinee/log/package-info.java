/// [Line] is the form of everything that is logged: one JSON object a line.
@NullMarked
package dev.slipway.matinee.log;

import org.jspecify.annotations.NullMarked;
