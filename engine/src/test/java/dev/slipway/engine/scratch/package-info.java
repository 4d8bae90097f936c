/// Real parts for tests: databases, a small service, other JVMs.
///
/// Begin at [FreshDatabases].
@NullMarked
package dev.slipway.engine.scratch;

import org.jspecify.annotations.NullMarked;
