package dev.slipway.migrate;

import dev.slipway.migrate.privilege.Missing;
import dev.slipway.report.Exit;
import dev.slipway.report.Finding;
import dev.slipway.report.Json;
import dev.slipway.report.Place;
import dev.slipway.report.Report;
import dev.slipway.report.Section;
import dev.slipway.report.Severity;
import dev.slipway.report.Verdict;
import java.util.ArrayList;
import java.util.List;

/// Tells a [Verification] to people and programs.
final class VerificationReport {

    private final Verification verification;

    VerificationReport(Verification verification) {
        this.verification = verification;
    }

    Report toReport() {
        var findings = findings();
        return new Report(
                verification.exit() == Exit.DONE ? new Verdict.Pass() : new Verdict.Block(findings),
                headline(),
                List.of(new Section.Findings("Problems", findings)),
                data());
    }

    private String headline() {
        var missing = verification.missing().size();
        if (missing > 0) {
            return missing == 1
                    ? "Not permitted: a privilege is missing."
                    : "Not permitted: " + missing + " privileges are missing.";
        }
        if (!verification.unreadable().isEmpty()) {
            return "Not to be read: " + verification.unreadable().get(0) + ".";
        }
        return verification.status().map(VerificationReport::headline).orElse("Not permitted.");
    }

    private static String headline(Status status) {
        if (status.state() == State.PENDING && status.mayMigrate()) {
            int pending = status.pending().size();
            return "Permitted: "
                    + (pending == 1 ? "1 migration is" : pending + " migrations are")
                    + " pending, and this role may apply "
                    + (pending == 1 ? "it." : "them.");
        }
        return status.toReport().headline();
    }

    private List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        verification.missing().stream().map(Missing::finding).forEach(findings::add);
        verification.unreadable().stream()
                .map(VerificationReport::unreadable)
                .forEach(findings::add);
        verification.status().map(Status::findings).ifPresent(findings::addAll);
        verification
                .status()
                .flatMap(Status::bookkeeping)
                .map(VerificationReport::off)
                .ifPresent(findings::add);
        verification.hidden().stream().map(VerificationReport::hidden).forEach(findings::add);
        return findings;
    }

    private static Finding unreadable(String why) {
        return new Finding(
                "folder/unreadable", Severity.ERROR, Place.of("migrations"), why + ".", "", "");
    }

    private static Finding off(String why) {
        return new Finding(
                "history/bookkeeping",
                Severity.NOTE,
                Place.of("schema slipway"),
                "Slipway's own records are " + why + ".",
                "",
                "");
    }

    private static Finding hidden(Place place) {
        return new Finding(
                "privilege/unseen",
                Severity.NOTE,
                place,
                "What this statement needs can only be told by running it.",
                "",
                "slipway rehearse runs it on a copy");
    }

    private Json.Obj data() {
        var data =
                Json.object()
                        .put("missing", Json.array(verification.missing(), Missing::toJson))
                        .put("unreadable", Json.strings(verification.unreadable()))
                        .put(
                                "unseen",
                                Json.strings(
                                        verification.hidden().stream()
                                                .map(Place::toString)
                                                .toList()));
        return verification
                .status()
                .map(status -> data.put("status", status.toJson()))
                .orElseGet(() -> data.putNull("status"));
    }
}
