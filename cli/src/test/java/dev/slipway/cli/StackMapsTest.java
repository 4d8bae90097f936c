package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What the launcher starts with in place of picocli's own jar is picocli still.
class StackMapsTest {

    private static final Path SCRIPT =
            Path.of("").toAbsolutePath().resolveSibling("scripts/StackMaps.java");

    @TempDir private static Path folder;

    private static Path original;
    private static Path mapped;

    @BeforeAll
    static void writeJar() throws Exception {
        var source = CommandLine.class.getProtectionDomain().getCodeSource().getLocation();
        original = Path.of(source.toURI());
        mapped = folder.resolve("picocli.jar");
        assertThat(java(SCRIPT.toString(), original.toString(), mapped.toString())).isEmpty();
    }

    @Test
    void every_class_is_there_and_of_a_version_that_the_cache_keeps() throws Exception {
        try (var before = new JarFile(original.toFile());
                var after = new JarFile(mapped.toFile())) {
            assertThat(after.stream().map(Object::toString))
                    .containsExactlyElementsOf(before.stream().map(Object::toString).toList());
            var classes = after.stream().filter(e -> e.getName().endsWith(".class")).toList();
            assertThat(classes).hasSizeGreaterThan(100);
            for (var entry : classes) {
                var bytes = after.getInputStream(entry).readAllBytes();
                assertThat(ClassFile.of().parse(bytes).majorVersion())
                        .as(entry.getName())
                        .isGreaterThanOrEqualTo(ClassFile.JAVA_6_VERSION);
            }
        }
    }

    @Test
    void every_command_reads_its_arguments_as_before() throws Exception {
        for (var words :
                List.of(
                        List.of("--help"),
                        List.of("db", "migrate", "--help"),
                        List.of("rehearse", "--help"),
                        List.of("db", "status", "--wait", "soon"))) {
            var expected = Slipway.run(words.toArray(String[]::new));
            assertThat(commandLine(words)).isEqualTo(expected.out() + expected.err());
        }
    }

    private static String commandLine(List<String> words) throws Exception {
        var classes = mapped + File.pathSeparator + System.getProperty("java.class.path");
        var arguments = new ArrayList<>(List.of("-cp", classes, Main.class.getName()));
        arguments.addAll(words);
        return java(arguments.toArray(String[]::new));
    }

    /// What a JVM prints.
    private static String java(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed;
    }
}
