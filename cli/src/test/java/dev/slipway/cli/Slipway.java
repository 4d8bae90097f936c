package dev.slipway.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;

/// Runs a command line inside the test and keeps what it printed.
record Slipway(int exit, String out, String err) {

    static Slipway run(String... args) {
        return run(Map.of(), args);
    }

    static Slipway run(Map<String, String> environment, String... args) {
        return run(environment, Path.of(""), args);
    }

    /// @param folder that it is run from
    static Slipway in(Path folder, String... args) {
        return run(Map.of(), folder, args);
    }

    /// @param folder that it is run from
    static Slipway in(Path folder, Map<String, String> environment, String... args) {
        return run(environment, folder, args);
    }

    /// As somebody sees it whose terminal its errors go to.
    static Slipway atTerminal(Path folder, String... args) {
        return run(new Terminal(false, true, false), Map.of(), folder, args);
    }

    private static Slipway run(Map<String, String> environment, Path folder, String... args) {
        return run(new Terminal(false, false, false), environment, folder, args);
    }

    private static Slipway run(
            Terminal terminal, Map<String, String> environment, Path folder, String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        var exit =
                Main.run(
                        terminal,
                        environment,
                        WorkFolder.in(folder),
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        args);
        return new Slipway(exit, out.toString(), err.toString());
    }
}
