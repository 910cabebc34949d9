package dev.trunkledger.events.wire;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The files that are part of the contract: schemas and golden values. */
final class ContractFiles {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private ContractFiles() {}

    static byte[] bytes(String path) {
        try (InputStream file = ContractFiles.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new AssertionError("There is no " + path);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] golden(String type) {
        return bytes("/golden/" + type + ".json");
    }

    static ObjectNode schema(String type) {
        return (ObjectNode) JSON.readTree(bytes("/schemas/" + EventTypes.schemaOf(type)));
    }

    /** What the schema of the type finds wrong with the value; empty when it is valid. */
    static List<String> faults(String type, byte[] value) {
        Schema schema = SCHEMAS.getSchema(schema(type));
        return schema
                .validate(
                        new String(value, StandardCharsets.UTF_8),
                        InputFormat.JSON,
                        execution -> execution.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString)
                .toList();
    }

    /** Names of the files in a directory of the class path, without {@code .json}. */
    static Set<String> typesIn(String directory) {
        URL url = ContractFiles.class.getResource(directory);
        if (url == null) {
            throw new AssertionError("There is no " + directory);
        }
        try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
            return files.map(file -> file.getFileName().toString())
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException | URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
