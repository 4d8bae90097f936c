package dev.slipway.engine.trial;

import dev.slipway.engine.release.ReleaseReport;
import dev.slipway.report.Finding;
import dev.slipway.report.Json;
import dev.slipway.report.Place;
import dev.slipway.report.Report;
import dev.slipway.report.Section;
import dev.slipway.report.Severity;
import dev.slipway.report.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a trial saw.
///
/// @param sockets how many were held all the time
/// @param streams how many were held all the time
/// @param release the first one, with its record
/// @param stopped what kept the breaking version out
/// @param kept where everything goes on running, if it was to be kept
public record TrialResult(
        List<Story.Act> acts,
        long sockets,
        long streams,
        Traffic traffic,
        ReleaseReport release,
        List<Finding> stopped,
        Duration took,
        Optional<Kept> kept) {

    public TrialResult {
        acts = List.copyOf(acts);
        stopped = List.copyOf(stopped);
    }

    /// @param url of the service, through its proxy
    public record Kept(Path home, String url) {}

    public Report toReport() {
        var sections = new ArrayList<Section>();
        sections.add(new Section.Text("What was shown", shown()));
        sections.add(
                new Section.Text("Lost", traffic.nothingLost() ? List.of() : traffic.failures()));
        sections.add(new Section.Text("Kept", kept.map(TrialResult::keptLines).orElse(List.of())));
        return new Report(verdict(), headline(), sections, data());
    }

    private Verdict verdict() {
        if (traffic.nothingLost()) {
            return new Verdict.Pass();
        }
        return new Verdict.Block(
                List.of(
                        new Finding(
                                "try/lost",
                                Severity.ERROR,
                                Place.of("traffic"),
                                lost(),
                                String.join("\n", traffic.failures()),
                                "")));
    }

    private String headline() {
        return String.format(
                Locale.ROOT,
                "Matinee went from 1.0.0 to 1.1.0, back, and forward again in %.0f s, under traffic: %s.",
                took.toMillis() / 1000.0,
                traffic.nothingLost() ? "nothing was lost" : lost());
    }

    private String lost() {
        return "%d requests, %d sockets and %d streams were lost"
                .formatted(traffic.failed(), traffic.lost(), traffic.lostStreams());
    }

    private List<String> shown() {
        var lines = new ArrayList<String>();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "traffic    %,d requests, %d lost, %d slow; 95 of 100 within %.0f ms, the longest %.0f ms",
                        traffic.requests(),
                        traffic.failed(),
                        traffic.slow(),
                        traffic.p95Ms(),
                        traffic.maxMs()));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "sockets    %d held, %d times told to move, %d lost; %,d events without a gap",
                        sockets,
                        traffic.moved(),
                        traffic.lost(),
                        traffic.events()));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "streams    %d held, %d times told to move, %d lost; %,d frames without a gap; %d logins",
                        streams,
                        traffic.movedStreams(),
                        traffic.lostStreams(),
                        traffic.frames(),
                        traffic.logins()));
        lines.add("way back   code only, proven by the rehearsal, and gone");
        lines.add(
                "killed     the conductor, with kill -9, in the middle of a restart; another finished");
        lines.add("stopped    " + stopped.getFirst().place() + " " + stopped.getFirst().fact());
        lines.add("record     " + release.recordLine());
        return lines;
    }

    private static List<String> keptLines(Kept kept) {
        return List.of(
                "service    " + rooms(kept),
                "files      " + kept.home(),
                "Everything runs on until the next slipway try, or slipway try --clean.");
    }

    private static String rooms(Kept kept) {
        return kept.url() + "/rooms";
    }

    private Json.Obj data() {
        var data = played();
        return kept.map(left ->
                        data.put(
                                "kept",
                                Json.object()
                                        .put("service", rooms(left))
                                        .put("files", left.home().toString())))
                .orElse(data);
    }

    private Json.Obj played() {
        return Json.object()
                .put("seconds", took.toMillis() / 1000.0)
                .put("acts", Json.array(acts, TrialResult::json))
                .put(
                        "traffic",
                        Json.object()
                                .put("requests", traffic.requests())
                                .put("failed", traffic.failed())
                                .put("slow", traffic.slow())
                                .put("p95_ms", traffic.p95Ms())
                                .put("max_ms", traffic.maxMs())
                                .put("sockets", sockets)
                                .put("moved", traffic.moved())
                                .put("lost_sockets", traffic.lost())
                                .put("streams", streams)
                                .put("moved_streams", traffic.movedStreams())
                                .put("lost_streams", traffic.lostStreams())
                                .put("logins", traffic.logins())
                                .put("failures", Json.strings(traffic.failures())))
                .put("release", release.toReport().toJson())
                .put("stopped", Json.array(stopped, Finding::toJson));
    }

    private static Json.Obj json(Story.Act act) {
        return Json.object()
                .put("act", act.name())
                .put("seconds", act.took().toMillis() / 1000.0)
                .put("seen", act.seen());
    }
}
