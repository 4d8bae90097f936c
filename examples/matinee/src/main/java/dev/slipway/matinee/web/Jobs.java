package dev.slipway.matinee.web;

import dev.slipway.report.Json;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Claims jobs and does them, one after the other.
///
/// A claim holds until it is [#FORGOTTEN]: then its worker is taken for dead, and another claims
/// the job. One that was only slow finds that out when it wants to end the job, and leaves it
/// alone.
final class Jobs {

    static final Duration FORGOTTEN = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Database database;
    private final String worker;
    private final Log log;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("jobs").daemon().unstarted(this::run);

    /// @param worker its name in claims
    Jobs(Database database, String worker, Log log) {
        this.database = database;
        this.worker = worker;
        this.log = log;
    }

    void start() {
        thread.start();
    }

    /// Claims nothing more.
    void stop() {
        stopping.countDown();
    }

    /// Returns when the job that it has is done.
    void end() throws InterruptedException {
        stop();
        thread.join();
    }

    private void run() {
        try {
            boolean more = true;
            while (!stopping.await(more ? 0 : PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                more = claimAndDo();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether there was one.
    private boolean claimAndDo() {
        try {
            var claim = database.row(Query.JOB_CLAIM, worker, FORGOTTEN.toSeconds());
            claim.ifPresent(this::make);
            return claim.isPresent();
        } catch (SQLException e) {
            log.warn("job not claimed", error(Json.object(), e));
            return false;
        }
    }

    private void make(Json.Obj claim) {
        var job = Database.number(claim, "id");
        var attempt = Database.number(claim, "attempts");
        try {
            var recap = database.row(Query.RECAP_MAKE, job, worker, attempt);
            log.say(recap.isPresent() ? "job done" : "job lost to another", of(job));
        } catch (SQLException e) {
            log.warn("job failed", error(of(job), e));
            fail(job, attempt, e);
        }
    }

    /// If not even that can be stored, the claim is forgotten and another tries.
    private void fail(long job, long attempt, SQLException why) {
        try {
            database.row(Query.JOB_FAIL, job, worker, attempt, String.valueOf(why.getMessage()));
        } catch (SQLException e) {
            log.warn("job left claimed", error(of(job), e));
        }
    }

    private static Json.Obj of(long job) {
        return Json.object().put("job", job);
    }

    private static Json.Obj error(Json.Obj fields, SQLException e) {
        return fields.put("error", String.valueOf(e.getMessage()));
    }
}
