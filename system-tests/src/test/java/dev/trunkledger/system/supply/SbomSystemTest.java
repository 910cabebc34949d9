package dev.trunkledger.system.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each executable lists what it is made of (CycloneDX), completely, and nothing of it asks for more than a notice. */
class SbomSystemTest {

    /** All may be used in production for nothing. Where one may choose, one of them is enough. */
    private static final Set<String> LICENCES = Set.of(
            "Apache-2.0",
            "MIT",
            "MIT-0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "CC0-1.0",
            "EPL-2.0",
            "Public Domain",
            "Indiana University Extreme! Lab Software License");

    @ParameterizedTest
    @ValueSource(strings = {"command-side", "query-side", "call-pacing"})
    void listsEveryLibraryWithItsVersionAndALicenceThatAsksForNothing(String side) throws IOException {
        Sbom sbom = Sbom.of(side);

        assertThat(sbom.format()).isEqualTo("CycloneDX");
        assertThat(sbom.files())
                .isNotEmpty()
                .isSubsetOf(sbom.components().stream().map(Component::file).toList());
        assertThat(sbom.components())
                .allSatisfy(component ->
                        assertThat(component.licences()).as(component.file()).containsAnyElementsOf(LICENCES));
    }
}
