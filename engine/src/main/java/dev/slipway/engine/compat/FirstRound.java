package dev.slipway.engine.compat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Sorts the old version's statements by what the schema before the migrations makes of them.
final class FirstRound {

    private static final String FAILED_BEFORE = "it fails on the old schema too: ";
    private static final String NOT_PLANNED = "its text cannot be planned as the server keeps it: ";
    private static final String NO_PRIVILEGE = "[42501]";

    private final Planner planner;
    private final Set<String> roles;
    private final List<Compat.Tried> working = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private final List<Skipped> unchecked = new ArrayList<>();
    private final Set<String> powerless = new TreeSet<>();

    FirstRound(Planner planner) {
        this.planner = planner;
        this.roles = planner.roles();
    }

    /// As its role, if the copy has it with its rights.
    void plan(OldStatement statement) {
        var role = statement.role();
        if (role.isPresent() && !roles.contains(role.get())) {
            powerless.add(role.get());
            place(statement.under(Optional.empty()));
        } else {
            place(statement);
        }
    }

    private void place(OldStatement statement) {
        switch (planner.plan(statement)) {
            case Plan.Works works -> working.add(new Compat.Tried(statement, works));
            case Plan.Unplannable(var reason) -> skipped.add(new Skipped(statement, reason));
            case Plan.Fails(var error) -> failed(statement, error);
        }
    }

    private void failed(OldStatement statement, String error) {
        if (error.endsWith(NO_PRIVILEGE) && statement.role().isPresent()) {
            powerless.add(statement.role().get());
            place(statement.under(Optional.empty()));
        } else if (statement.calls().isPresent()) {
            unchecked.add(new Skipped(statement, NOT_PLANNED + error));
        } else {
            skipped.add(new Skipped(statement, FAILED_BEFORE + error));
        }
    }

    List<Compat.Tried> working() {
        return List.copyOf(working);
    }

    CompatResult tally(List<OldStatement> stale) {
        var checked = working.stream().map(Compat.Tried::statement).toList();
        return CompatResult.of(checked, skipped, unchecked, stale)
                .caveats(
                        powerless.stream()
                                .map(
                                        "what %s may do was not checked: the copy lacks it, or its rights"
                                                ::formatted)
                                .toList());
    }
}
