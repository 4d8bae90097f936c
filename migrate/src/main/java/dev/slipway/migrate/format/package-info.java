/// What each migration tool's files and history table look like.
///
/// Begin at [Format].
@NullMarked
package dev.slipway.migrate.format;

import org.jspecify.annotations.NullMarked;
