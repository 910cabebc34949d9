package dev.trunkledger.events;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventsArchTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.trunkledger.events");

    @Test
    void eventsKnowTheJdkAndJSpecifyOnly() {
        classes()
                .that()
                .resideInAPackage("dev.trunkledger.events")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("dev.trunkledger.events", "java..", "org.jspecify.annotations"))
                .check(CLASSES);
    }

    @Test
    void theWireAddsNothingButJackson() {
        classes()
                .that()
                .resideInAPackage("dev.trunkledger.events.wire")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "dev.trunkledger.events",
                        "dev.trunkledger.events.wire",
                        "java..",
                        "org.jspecify.annotations",
                        "tools.jackson.."))
                .check(CLASSES);
    }

    @Test
    void theConsumerAddsNothingButKafkaAndItsLog() {
        classes()
                .that()
                .resideInAPackage("dev.trunkledger.events.consumer")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "dev.trunkledger.events..",
                        "java..",
                        "org.jspecify.annotations",
                        "org.apache.kafka..",
                        "org.slf4j"))
                .check(CLASSES);
    }

    @Test
    void noValueIsBytesOrCharactersButTheSealedJson() {
        noFields()
                .that()
                .areDeclaredInClassesThat(resideInAPackage("dev.trunkledger.events.."))
                .and()
                .doNotHaveFullName("dev.trunkledger.events.wire.SealedEvent.json")
                .and()
                .doNotHaveFullName("dev.trunkledger.events.wire.SealedAccess.json")
                .and()
                .areNotStatic()
                .should()
                .haveRawType(byte[].class)
                .orShould()
                .haveRawType(char[].class)
                .check(CLASSES);
    }

    @Test
    void noValueIsNamedAsASecretWouldBe() {
        fields().that()
                .areDeclaredInClassesThat(resideInAPackage("dev.trunkledger.events.."))
                .and()
                .areNotStatic()
                .and()
                .haveNameMatching("(?i).*(password|secret|cipher|passphrase|credentialValue).*")
                .should()
                .haveNameMatching("secretVersion|lastSecretVersion|authPasswordSet")
                .check(CLASSES);
    }

    @Test
    void whatIsNamedAfterASecretIsANumberOrAFlag() {
        fields().that()
                .haveNameMatching("secretVersion|lastSecretVersion|authPasswordSet")
                .should()
                .haveRawType(JavaClass.Predicates.assignableTo(Integer.class)
                        .or(JavaClass.Predicates.equivalentTo(int.class))
                        .or(JavaClass.Predicates.equivalentTo(boolean.class)))
                .check(CLASSES);
    }

    @Test
    void nobodyReadsTheClock() {
        noClasses().should().callMethod(Instant.class, "now").check(CLASSES);
        noClasses().should().dependOnClassesThat().areAssignableTo(Clock.class).check(CLASSES);
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(CLASSES);
    }
}
