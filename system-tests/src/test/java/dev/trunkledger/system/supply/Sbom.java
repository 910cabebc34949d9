package dev.trunkledger.system.supply;

import dev.trunkledger.infrastructure.SideProgram;
import dev.trunkledger.system.Deployment;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an executable says that it is made of (CycloneDX), and what is really in it.
 *
 * @param files the names of its libraries, without the suffix
 */
record Sbom(String format, List<Component> components, Set<String> files) {

    private static final String SBOM = "META-INF/sbom/application.cdx.json";
    private static final String LIBRARIES = "BOOT-INF/lib/";

    static Sbom of(String side) throws IOException {
        try (JarFile jar = new JarFile(SideProgram.packaged(Deployment.ROOT.resolve(side))
                        .jar()
                        .toFile());
                InputStream sbom = jar.getInputStream(jar.getEntry(SBOM))) {
            JsonNode document = JsonMapper.shared().readTree(sbom);
            List<Component> components = document.path("components")
                    .valueStream()
                    .map(Sbom::component)
                    .toList();
            return new Sbom(document.path("bomFormat").asString(), components, files(jar));
        }
    }

    private static Component component(JsonNode component) {
        Set<String> licences = new TreeSet<>();
        component.path("licenses").forEach(choice -> {
            JsonNode licence = choice.path("license");
            licences.add(licence.path("id").asString(licence.path("name").asString("")));
        });
        return new Component(
                component.path("group").asString() + ":"
                        + component.path("name").asString(),
                component.path("version").asString(),
                licences);
    }

    private static Set<String> files(JarFile jar) {
        return jar.stream()
                .map(entry -> entry.getName())
                .filter(name -> name.startsWith(LIBRARIES) && name.endsWith(".jar"))
                .map(name -> name.substring(LIBRARIES.length(), name.length() - ".jar".length()))
                // Boot's own tool, for a container's layers.
                .filter(name -> !name.startsWith("spring-boot-jarmode-tools"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
