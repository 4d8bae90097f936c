/// The checks that a person would make after a release.
///
/// Begin at [Check].
@NullMarked
package dev.slipway.engine.validate;

import org.jspecify.annotations.NullMarked;
