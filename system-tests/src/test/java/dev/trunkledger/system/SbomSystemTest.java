package dev.trunkledger.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each executable lists what it is made of (CycloneDX), completely, and nothing of it asks for more than a notice. */
class SbomSystemTest {

    private static final String SBOM = "META-INF/sbom/application.cdx.json";
    private static final String LIBRARIES = "BOOT-INF/lib/";

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
        try (JarFile jar = new JarFile(Deployment.executable(side).toFile())) {
            TreeMap<String, Set<String>> listed = new TreeMap<>();
            try (InputStream sbom = jar.getInputStream(jar.getEntry(SBOM))) {
                JsonNode document = JsonMapper.shared().readTree(sbom);
                assertThat(document.path("bomFormat").asString()).isEqualTo("CycloneDX");
                document.path("components").forEach(component -> listed.put(name(component), licences(component)));
            }
            assertThat(libraries(jar)).isNotEmpty().isSubsetOf(listed.keySet());
            assertThat(listed)
                    .allSatisfy((component, licences) ->
                            assertThat(licences).as(component).containsAnyElementsOf(LICENCES));
        }
    }

    private static Set<String> libraries(JarFile jar) {
        return jar.stream()
                .map(entry -> entry.getName())
                .filter(name -> name.startsWith(LIBRARIES) && name.endsWith(".jar"))
                .map(name -> name.substring(LIBRARIES.length(), name.length() - ".jar".length()))
                // Boot's own tool, for a container's layers.
                .filter(name -> !name.startsWith("spring-boot-jarmode-tools"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(JsonNode component) {
        return component.path("name").asString() + "-"
                + component.path("version").asString();
    }

    private static Set<String> licences(JsonNode component) {
        Set<String> licences = new TreeSet<>();
        component.path("licenses").forEach(choice -> {
            JsonNode licence = choice.path("license");
            licences.add(licence.path("id").asString(licence.path("name").asString("")));
        });
        return licences;
    }
}
