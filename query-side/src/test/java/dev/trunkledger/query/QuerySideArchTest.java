package dev.trunkledger.query;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class QuerySideArchTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(new ImportOption.DoNotIncludeJars())
            .importPackages("dev.trunkledger.query");

    @Test
    void packagesDoNotImportEachOtherInACircle() {
        slices().matching("dev.trunkledger.query.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void projectingAndCursorsArePureJava() {
        classes()
                .that()
                .resideInAnyPackage("..query.projection", "..query.cursor")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.trunkledger.query.projection",
                        "dev.trunkledger.query.cursor",
                        "dev.trunkledger.events..",
                        "dev.trunkledger.proof..",
                        "java..",
                        "javax.crypto..",
                        "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void kafkaIsKnownToTheConsumerAlone() {
        onlyIn(
                new String[] {"..query.consumer", "..query.operations"},
                "org.apache.kafka..",
                "org.springframework.kafka..");
    }

    @Test
    void theDatabaseIsKnownToTheStoresAlone() {
        onlyIn(
                new String[] {
                    "..query.store",
                    "..query.reading",
                    "..query.credentials",
                    "..query.audit",
                    "..query.verification",
                    "..query.operations"
                },
                "java.sql..",
                "javax.sql..",
                "org.springframework.jdbc..",
                "org.postgresql..");
    }

    @Test
    void httpIsKnownToRestAlone() {
        onlyIn(
                new String[] {"..query.rest"},
                "jakarta.servlet..",
                "org.springframework.web..",
                "org.springframework.http..");
    }

    @Test
    void nobodyReadsTheWallClockToAnswer() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..query.rest", "..query.credentials", "..query.audit", "..query.cursor", "..query.projection")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    private static void onlyIn(String[] steps, String... packages) {
        noClasses()
                .that()
                .resideOutsideOfPackages(steps)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .check(CLASSES);
    }
}
