package dev.slipway.service;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LibraryTest {

    @Test
    void service_stands_on_report_migrate_and_what_reads_files() {
        classes()
                .that()
                .resideInAPackage("dev.slipway.service..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.slipway.service..",
                        "dev.slipway.migrate..",
                        "dev.slipway.report..",
                        "tools.jackson..",
                        "org.snakeyaml..",
                        "picocli..",
                        "java..",
                        "com.sun.net.httpserver..",
                        "org.jspecify..")
                .because("a service of Java 17 embeds it and wants nothing else")
                .check(
                        new ClassFileImporter()
                                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                                .importPackages("dev.slipway.service"));
    }
}
