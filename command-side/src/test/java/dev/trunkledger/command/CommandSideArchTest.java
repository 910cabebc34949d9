package dev.trunkledger.command;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.trunkledger.command.secret.OpenedSecret;
import dev.trunkledger.command.secret.PlainSecret;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Each step knows only what it needs, so that a framework can be replaced where it stands. */
class CommandSideArchTest {

    private static final String COMMAND = "dev.trunkledger.command..";
    private static final String REST = "dev.trunkledger.command.rest..";
    private static final String AGGREGATE = "dev.trunkledger.command.aggregate..";
    private static final String EVENT_STORE = "dev.trunkledger.command.eventstore..";
    private static final String SECRET = "dev.trunkledger.command.secret..";
    private static final String TRANSIT = "dev.trunkledger.command.secret.transit..";
    private static final String ACCESS = "dev.trunkledger.command.access..";
    private static final String CHECKPOINT = "dev.trunkledger.command.checkpoint..";
    private static final String RELAY = "dev.trunkledger.command.relay..";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.trunkledger.command");

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.trunkledger.command.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void axonStaysBehindAggregateAndEventStore() {
        only("org.axonframework..", AGGREGATE, EVENT_STORE);
    }

    @Test
    void kafkaStaysInTheRelay() {
        only("org.apache.kafka..", RELAY);
        only("org.springframework.kafka..", RELAY);
    }

    @Test
    void httpStaysInRest() {
        only("jakarta.servlet..", REST);
        only("org.springframework.web..", REST);
        only("org.springframework.http..", REST);
    }

    @Test
    void sqlStaysWhereTheTablesAre() {
        only("java.sql..", EVENT_STORE, SECRET, ACCESS, RELAY, CHECKPOINT);
        only("org.springframework.jdbc..", EVENT_STORE, SECRET, ACCESS, RELAY, CHECKPOINT);
    }

    @Test
    void passwordsAreSeenByRestAndTheVaultAlone() {
        noClasses()
                .that()
                .resideInAPackage(COMMAND)
                .and()
                .resideOutsideOfPackages(REST, SECRET)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(PlainSecret.class)
                .check(CLASSES);
    }

    /** Others hand an opened secret on, as what it is: something that prints as a mask. */
    @Test
    void onlyRestLooksIntoAnOpenedSecret() {
        noClasses()
                .that()
                .resideOutsideOfPackages(REST)
                .should()
                .callMethod(OpenedSecret.class, "json")
                .check(CLASSES);
    }

    @Test
    void nobodyReadsTheClockButWhoHandsItOut() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Config")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void onlyTheTransitEngineIsCalledOverHttp() {
        only("java.net.http..", TRANSIT);
    }

    private void only(String library, String... packages) {
        noClasses()
                .that()
                .resideInAPackage(COMMAND)
                .and()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES);
    }
}
