/// How an instance of a service ends without losing what it was asked to do.
///
/// Begin at [Drain], and at [Termination] which lets signals begin it.
@NullMarked
package dev.slipway.service.drain;

import org.jspecify.annotations.NullMarked;
