/// What Slipway found out and how it is told: findings, verdicts, reports and exit codes.
///
/// Begin at [Report].
@NullMarked
package dev.slipway.report;

import org.jspecify.annotations.NullMarked;
