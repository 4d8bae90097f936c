/// [Load] drives a service as its users do, and notices every request and socket that is lost.
@NullMarked
package dev.slipway.matinee.load;

import org.jspecify.annotations.NullMarked;
