package dev.slipway.engine.scratch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Command lines that run a class of the tests in a JVM of its own.
public final class OtherJvm {

    private OtherJvm() {}

    public static List<String> command(Class<?> main, List<String> arguments) {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m"));
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        words.addAll(arguments);
        return words;
    }
}
