package dev.trunkledger.pacing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PacingArchTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(new ImportOption.DoNotIncludeJars())
            .importPackages("dev.trunkledger.pacing");

    @Test
    void packagesDoNotImportEachOtherInACircle() {
        slices().matching("dev.trunkledger.pacing.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void gatesArePureArithmetic() {
        classes()
                .that()
                .resideInAPackage("..pacing.gate")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.trunkledger.pacing.gate", "java..", "org.jspecify..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("..pacing.gate")
                .should()
                .callMethod(System.class, "nanoTime")
                .check(CLASSES);
    }

    @Test
    void theDatabaseIsKnownToStoreAndClockAlone() {
        onlyIn(
                new String[] {"..pacing.store", "..pacing.clock"},
                "java.sql..",
                "javax.sql..",
                "org.springframework.jdbc..",
                "org.postgresql..");
    }

    @Test
    void httpIsKnownToRestAlone() {
        onlyIn(
                new String[] {"..pacing.rest"},
                "jakarta.servlet..",
                "org.springframework.web..",
                "org.springframework.http..");
    }

    @Test
    void nobodyReadsTheWallClock() {
        noClasses()
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
