package dev.slipway.service.drain;

import dev.slipway.report.Elapsed;
import dev.slipway.report.Exit;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Ends this process by its drain when it is told to end.
///
/// SIGTERM and SIGINT begin the drain, and a second signal hurries it. The process ends with 0 if
/// everything ended by itself, and with 1 if something was cut (the JVM's own would be 143). It
/// ends whatever goes wrong, at the latest a few seconds after the drain's deadline; and whoever
/// else ends it meanwhile, such as a `main` that returns once nothing listens, waits for the drain.
///
/// Where signals cannot be heard (a runtime without the module `jdk.unsupported`, or `-Xrs`) the
/// drain runs as a shutdown hook: a second signal is lost, and a drain that was whole leaves the
/// exit code as it was.
public final class Termination {

    /// For what is left to do when the drain is over, such as other shutdown hooks.
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Drain drain;
    private final Consumer<String> log;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch hurried = new CountDownLatch(1);
    private final CompletableFuture<Exit> ended = new CompletableFuture<>();
    private final Thread hook;

    private Termination(Drain drain, Consumer<String> log) {
        this.drain = drain;
        this.log = log;
        boolean hears = Signals.hear(this::heard, "TERM", "INT");
        this.hook = new Thread(hears ? this::keep : this::endInHook, "termination");
    }

    /// From now on signals end this process by `drain`.
    ///
    /// @param log takes each line that there is to tell, such as `System.err::println`
    public static void by(Drain drain, Consumer<String> log) {
        var termination = new Termination(drain, log);
        try {
            Runtime.getRuntime().addShutdownHook(termination.hook);
        } catch (IllegalStateException e) {
            // The process is ending already.
        }
    }

    /// Ends the instance by a drain that a signal hurries, which otherwise does what it did before:
    /// for a process that something else ends, such as a framework with a shutdown hook of its own.
    public static Drained hurried(Drain drain) {
        var heard =
                Stream.of("TERM", "INT")
                        .flatMap(name -> Signals.hearToo(name, drain::hurry).stream())
                        .toList();
        try {
            return drain.end();
        } finally {
            heard.forEach(Runnable::run);
        }
    }

    private void heard(String signal) {
        if (begun.getAndSet(true)) {
            drain.hurry();
            hurried.countDown();
            tell(signal + " again: what has not ended is cut now.");
            return;
        }
        try {
            start("termination watch", true, this::watch);
            start("drain", false, () -> end(signal));
        } catch (Error e) {
            Runtime.getRuntime().halt(Exit.FAILED.code());
        }
    }

    /// On a thread that keeps the process alive: that of the signal does not, nor may what drains.
    private void end(String signal) {
        var exit = drain(signal + ": ending, " + limit());
        boolean first = isFirstToEnd();
        ended.complete(exit);
        if (first) {
            Runtime.getRuntime().exit(exit.code());
        }
    }

    /// Whether nobody else ends the process already, whose exit code would be taken.
    private boolean isFirstToEnd() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private Exit drain(String why) {
        try {
            tell(why);
            var drained = drain.end();
            tell(drained.sentence());
            return drained.exit();
        } catch (RuntimeException | Error e) {
            tell("The drain failed: " + e);
            return Exit.FAILED;
        }
    }

    /// When somebody else ends the process while it drains, the drain says how it ends.
    private void keep() {
        if (begun.get()) {
            Runtime.getRuntime().halt(ended.join().code());
        }
    }

    private void endInHook() {
        begun.set(true);
        start("termination watch", true, this::watch);
        var exit = drain("Ending, " + limit());
        if (exit != Exit.DONE) {
            Runtime.getRuntime().halt(exit.code());
        }
    }

    /// Ends the process though something here, or somebody else's shutdown hook, hangs.
    private void watch() {
        try {
            hurried.await(drain.limit().toMillis(), TimeUnit.MILLISECONDS);
            Thread.sleep(GRACE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ended.getNow(Exit.FAILED).code());
    }

    /// A log that does not work is no reason to go on running.
    private void tell(String line) {
        try {
            log.accept(line);
        } catch (RuntimeException e) {
            // There is nobody else to tell.
        }
    }

    private String limit() {
        return "within " + Elapsed.text(drain.limit()) + ".";
    }

    private static void start(String name, boolean daemon, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(daemon);
        thread.start();
    }
}
