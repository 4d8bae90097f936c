/// The record of a release: what was done, when, and what was seen, in a form that shows tampering.
///
/// Begin at [EvidenceChain].
@NullMarked
package dev.slipway.engine.evidence;

import org.jspecify.annotations.NullMarked;
