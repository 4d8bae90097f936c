package dev.slipway.report;

/// How much a [Finding] matters to the person who reads it, least first.
public enum Severity {
    /// Worth knowing; asks for nothing.
    NOTE,
    /// May hurt under conditions that the evidence names.
    WARNING,
    /// Will hurt.
    ERROR
}
