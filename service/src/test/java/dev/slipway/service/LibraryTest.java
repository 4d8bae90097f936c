package dev.slipway.service;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LibraryTest {

    private static final JavaClasses SERVICE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.slipway.service");

    @Test
    void only_what_binds_metrics_knows_micrometer() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.slipway.service.metrics.ServiceMetrics")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.micrometer..")
                .because("a service without it embeds the rest")
                .check(SERVICE);
    }

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
                        "io.micrometer..",
                        "java..",
                        "javax.sql..",
                        "com.sun.net.httpserver..",
                        "org.jspecify..")
                .because("a service of Java 17 embeds it and wants nothing else")
                .check(SERVICE);
    }
}
