/// What a role must be permitted to do for scripts to run, found out without running them.
///
/// Begin at [Privileges].
@NullMarked
package dev.slipway.migrate.privilege;

import org.jspecify.annotations.NullMarked;
