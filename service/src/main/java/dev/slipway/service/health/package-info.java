/// What a service says about itself while it starts, runs and ends.
///
/// Begin at [Health], and at [HealthServer] which answers with it.
@NullMarked
package dev.slipway.service.health;

import org.jspecify.annotations.NullMarked;
