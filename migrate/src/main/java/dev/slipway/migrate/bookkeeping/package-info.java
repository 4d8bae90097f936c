/// What Slipway itself remembers in a database: the schema `slipway`.
///
/// Begin at [Book].
@NullMarked
package dev.slipway.migrate.bookkeeping;

import org.jspecify.annotations.NullMarked;
