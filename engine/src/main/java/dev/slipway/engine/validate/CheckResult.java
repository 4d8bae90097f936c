package dev.slipway.engine.validate;

import dev.slipway.report.Finding;

/// What came of a [Check].
public sealed interface CheckResult {

    /// It is so.
    ///
    /// @param seen what shows it
    record Passed(String check, String seen) implements CheckResult {}

    /// It is not.
    record Failed(String check, Finding finding) implements CheckResult {}
}
