/// What a service lets be measured of itself.
///
/// Begin at [ServiceMetrics], which wants Micrometer, and at [DatabaseCalls], which does not.
@NullMarked
package dev.slipway.service.metrics;

import org.jspecify.annotations.NullMarked;
