package dev.trunkledger.system;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The environment that docker-compose.yml gives a service, with addresses and secrets of this test run put in. */
final class ComposeEnvironment {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(?::?[-?]([^}]*))?}");

    private ComposeEnvironment() {}

    /**
     * @param values what stands in for the compose file's own values; each name must occur in the file, so that the
     *     processes here are configured by the names that the file uses
     */
    static Map<String, String> of(Path composeFile, String service, Map<String, String> values) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : declared(composeFile, service).entrySet()) {
            String name = entry.getKey().toString();
            String declared = entry.getValue() == null ? "" : entry.getValue().toString();
            environment.put(name, values.containsKey(name) ? values.get(name) : expanded(declared));
        }
        for (String name : values.keySet()) {
            if (!environment.containsKey(name)) {
                throw new IllegalStateException(composeFile + " gives " + service + " no " + name);
            }
        }
        return environment;
    }

    private static Map<?, ?> declared(Path composeFile, String service) {
        try (Reader reader = Files.newBufferedReader(composeFile)) {
            Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            return section(section(section(document, "services"), service), "environment");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<?, ?> section(@Nullable Object parent, String name) {
        if (parent instanceof Map<?, ?> map && map.get(name) instanceof Map<?, ?> section) {
            return section;
        }
        throw new IllegalStateException("The compose file has no section " + name);
    }

    /** {@code ${NAME:-default}} becomes its default; one without a default must be among the given values. */
    private static String expanded(String declared) {
        Matcher variable = VARIABLE.matcher(declared);
        return variable.replaceAll(match -> {
            if (!match.group().contains(":-")) {
                throw new IllegalStateException("The test run must give a value for " + match.group(1));
            }
            return Matcher.quoteReplacement(match.group(2));
        });
    }
}
