package dev.trunkledger.http;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;

class EdgeArchTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(new ImportOption.DoNotIncludeJars())
            .importPackages("dev.trunkledger.http");

    @Test
    void packagesDoNotImportEachOtherInACircle() {
        slices().matching("dev.trunkledger.(http..)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theTokenRulesKnowNothingOfHttpOrSpring() {
        classes()
                .that()
                .resideInAPackage("..token")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("..token", "java..", "com.nimbusds..", "org.slf4j..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void onlyTheTokenRulesReadTokens() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..token")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.nimbusds..")
                .check(CLASSES);
    }

    @Test
    void theEdgeKnowsNoSideAndNeitherStoreNorKafka() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.trunkledger.command..",
                        "dev.trunkledger.query..",
                        "org.axonframework..",
                        "org.apache.kafka..",
                        "org.springframework.jdbc..")
                .check(CLASSES);
    }

    @Test
    void nobodyReadsTheClockExceptThroughAnInstantSource() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void beansAreMadeOutOfSight() {
        methods().that().areAnnotatedWith(Bean.class).should().notBePublic().check(CLASSES);
    }
}
