package dev.slipway.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses SLIPWAY =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.slipway");

    @Test
    void report_stands_on_java_alone() {
        classes()
                .that()
                .resideInAPackage("dev.slipway.report..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.slipway.report..", "java..", "org.jspecify..")
                .because("every library and service embeds it")
                .check(SLIPWAY);
    }

    @Test
    void migrate_stands_on_report_and_the_driver() {
        classes()
                .that()
                .resideInAPackage("dev.slipway.migrate..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.slipway.migrate..",
                        "dev.slipway.report..",
                        "org.postgresql..",
                        "java..",
                        "javax.sql..",
                        "javax.net.ssl..",
                        "org.jspecify..")
                .because("a service of Java 17 embeds it and wants nothing else")
                .check(SLIPWAY);
    }

    @Test
    void the_engine_knows_no_command_and_no_example() {
        noClasses()
                .that()
                .resideInAPackage("dev.slipway.engine..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.slipway.cli..")
                                .or(resideInAPackage("dev.slipway.matinee.."))
                                .or(resideInAPackage("picocli..")))
                .because("arrows point from the commands to the engine and never back")
                .check(SLIPWAY);
    }

    @Test
    void no_package_of_the_engine_stands_on_one_that_stands_on_it() {
        SlicesRuleDefinition.slices()
                .matching("dev.slipway.engine.(*)..")
                .should()
                .beFreeOfCycles()
                .because("each capability can then be read, tested and moved by itself")
                .check(SLIPWAY);
    }

    @Test
    void only_main_ends_the_process() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.slipway.cli.Main")
                .should()
                .callMethod(System.class, "exit", int.class)
                .because("an exit code is picked by a command and returned")
                .check(SLIPWAY);
    }

    @Test
    void the_packages_that_the_architecture_page_names_exist() throws IOException {
        var root = Path.of("..").toAbsolutePath().normalize();
        var page = Files.readString(root.resolve("ARCHITECTURE.md"));
        var named = Pattern.compile("`(dev\\.slipway\\.[a-z.]+)`").matcher(page).results().toList();

        assertThat(named).isNotEmpty();
        for (var match : named) {
            var folder = "src/main/java/" + match.group(1).replace('.', '/');
            assertThat(
                            Stream.of(
                                    "report",
                                    "migrate",
                                    "service",
                                    "spring-boot-starter",
                                    "engine",
                                    "cli",
                                    "bench",
                                    "examples/matinee"))
                    .as(match.group(1))
                    .anyMatch(module -> Files.isDirectory(root.resolve(module).resolve(folder)));
        }
    }
}
