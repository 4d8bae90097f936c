/// [Proxy] is the reverse proxy in front of Matinee's instances.
@NullMarked
package dev.slipway.matinee.proxy;

import org.jspecify.annotations.NullMarked;
