package dev.slipway.cli;

import java.util.ArrayList;
import java.util.List;

/// A command of a document's `console` blocks, and the lines that stand below it.
///
/// @param command without its `$`, with the lines of its here-document
/// @param output with the end of its last line, or empty
record Console(String command, String output) {

    private static final String HERE = "<<'E'";

    static List<Console> of(String page) {
        var all = new ArrayList<Console>();
        var blocks = page.split("```console\n", -1);
        for (int i = 1; i < blocks.length; i++) {
            all.addAll(block(blocks[i].substring(0, blocks[i].indexOf("```"))));
        }
        return all;
    }

    private static List<Console> block(String block) {
        var steps = new ArrayList<Console>();
        var lines = new ArrayList<>(block.lines().toList());
        while (!lines.isEmpty()) {
            var command = command(lines);
            var output = new StringBuilder();
            while (!lines.isEmpty() && !lines.getFirst().startsWith("$ ")) {
                output.append(lines.removeFirst()).append('\n');
            }
            steps.add(new Console(command, output.toString()));
        }
        return steps;
    }

    private static String command(List<String> lines) {
        var command = new StringBuilder(lines.removeFirst().substring(2));
        if (command.indexOf(HERE) >= 0) {
            String line;
            do {
                line = lines.removeFirst();
                command.append('\n').append(line);
            } while (!line.equals("E"));
        }
        return command.toString();
    }
}
