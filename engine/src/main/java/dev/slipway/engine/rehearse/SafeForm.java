package dev.slipway.engine.rehearse;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// How to have what a statement makes without what it does to others, written for its own tables
/// and columns.
///
/// @param advice one sentence
/// @param statements SQL that runs, each statement in a transaction of its own; none where there is
///   no other way
record SafeForm(String advice, List<String> statements) {

    private static final String APART =
            "each statement in a migration of its own, without a transaction:";

    SafeForm {
        statements = List.copyOf(statements);
    }

    static SafeForm words(String advice) {
        return new SafeForm(advice, List.of());
    }

    /// Both, one after the other.
    SafeForm and(SafeForm other) {
        var all = new ArrayList<>(statements);
        all.addAll(other.statements());
        return new SafeForm(
                advice.equals(other.advice()) ? advice : advice + " " + other.advice(), all);
    }

    /// As the remedy of a finding.
    String text() {
        if (statements.isEmpty()) {
            return advice;
        }
        return statements.stream()
                .map(sql -> sql + ";")
                .collect(Collectors.joining("\n", advice + " Run " + APART + "\n", ""));
    }
}
