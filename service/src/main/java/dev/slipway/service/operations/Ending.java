package dev.slipway.service.operations;

import dev.slipway.report.Exit;
import dev.slipway.report.Report;

/// What a command prints, and how it ends.
record Ending(Report report, Exit exit) {}
