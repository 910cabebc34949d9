package dev.trunkledger.system.supply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.system.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No executable has a library in it about which something bad is known: as of a day, and of what was looked up. */
class KnownVulnerabilitiesSystemTest {

    private static final List<String> SIDES = List.of("command-side", "query-side", "call-pacing");
    private static final Pattern BROKER = Pattern.compile("image: apache/kafka:(\\S+)");

    @ParameterizedTest
    @ValueSource(strings = {"command-side", "query-side", "call-pacing"})
    void noLibraryIsKnownToBeVulnerable(String side) throws IOException {
        Advisories advisories = Advisories.read();
        List<Component> components = Sbom.of(side).components();

        assertThat(advisories.open(components))
                .as("known against %s as of %s", side, advisories.asOf())
                .isEmpty();
        // That it can find something at all: there is hardly a library here with nothing in its past.
        assertThat(components)
                .filteredOn(component -> advisories.all().stream()
                        .anyMatch(advisory -> advisory.library().equals(component.library())
                                || advisory.library().equals(component.library().replaceFirst(":.*", ":*"))))
                .hasSizeGreaterThan(20);
    }

    @Test
    void nothingIsExcusedThatNeedsNoExcuseAnyMore() throws IOException {
        List<Component> components = new ArrayList<>();
        for (String side : SIDES) {
            components.addAll(Sbom.of(side).components());
        }

        assertThat(Advisories.read().needless(components)).isEmpty();
    }

    @Test
    void theBrokerOfTheContainersIsNotKnownToBeVulnerable() throws IOException {
        Matcher image = BROKER.matcher(Files.readString(Deployment.ROOT.resolve("docker-compose.yml")));
        assertThat(image.find()).isTrue();
        Component broker = new Component("org.apache.kafka:kafka", image.group(1), Set.of());

        assertThat(Advisories.read().open(List.of(broker))).isEmpty();
    }
}
