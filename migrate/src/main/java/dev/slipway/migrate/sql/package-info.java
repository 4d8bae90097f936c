/// SQL as text: where statements end, and how names are quoted.
///
/// Begin at [Statements].
@NullMarked
package dev.slipway.migrate.sql;

import org.jspecify.annotations.NullMarked;
