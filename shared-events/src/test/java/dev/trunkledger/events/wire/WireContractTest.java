package dev.trunkledger.events.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.CredentialEvent;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Event classes, wire names, schemas and golden files correspond one to one. */
class WireContractTest {

    /** Words whose presence as a member's name would mean that a secret could travel. */
    private static final Set<String> WORDS_OF_SECRETS = Set.of("password", "secret", "ciphertext", "passphrase", "key");

    private static final Set<String> HARMLESS =
            Set.of("secretVersion", "lastSecretVersion", "authPasswordSet", "cpsKey");

    static Set<String> everyType() {
        return Arrays.stream(EventTypes.class.getDeclaredFields())
                .filter(field -> Modifier.isPublic(field.getModifiers()))
                .map(WireContractTest::constant)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyEventClassHasAWireNameThatBeginsWithItsOwn() {
        Map<String, String> classByWireName = new HashMap<>();
        for (SealedEvent sealed : SampleEvents.lifeOfACredential()) {
            classByWireName.put(sealed.type(), sealed.event().getClass().getSimpleName());
        }

        assertThat(classByWireName.values())
                .containsExactlyInAnyOrderElementsOf(Stream.of(CredentialEvent.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .toList());
        assertThat(classByWireName)
                .allSatisfy((wireName, name) -> assertThat(wireName).isEqualTo(name + ".v1"));
        SealedAccess access = SampleEvents.anAccess();
        assertThat(access.type()).isEqualTo(access.event().getClass().getSimpleName() + ".v1");
        classByWireName.put(access.type(), "");
        classByWireName.put(EventTypes.STATE, "");
        assertThat(classByWireName).containsOnlyKeys(everyType());
    }

    @Test
    void everyWireNameHasASchemaAndAGoldenFileAndThereAreNoOthers() {
        assertThat(ContractFiles.typesIn("/schemas")).isEqualTo(everyType());
        assertThat(ContractFiles.typesIn("/golden")).isEqualTo(everyType());
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void aSchemaIsNamedAsTheHeaderNamesIt(String type) {
        ObjectNode schema = ContractFiles.schema(type);

        assertThat(schema.path("$id").asString()).isEqualTo(CloudEventHeaders.SCHEMA_URN + type);
        assertThat(schema.path("$schema").asString()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void aSchemaDescribesExactlyTheMembersThatAreWritten(String type) {
        ObjectNode schema = ContractFiles.schema(type);
        ObjectNode golden = (ObjectNode) JsonMapper.shared().readTree(ContractFiles.golden(type));

        assertSameMembers(schema, golden);
        for (String part : List.of("settings", "actor")) {
            if (golden.get(part) instanceof ObjectNode object) {
                assertSameMembers((ObjectNode) schema.at("/$defs/" + part), object);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void everyPartOfASchemaIsDescribedAndOpenToNewMembers(String type) {
        for (ObjectNode object : objectSchemas(ContractFiles.schema(type), new ArrayList<>())) {
            assertThat(object.path("description").asString()).isNotBlank();
            assertThat(object.path("additionalProperties").asBoolean(false)).isTrue();
            object.get("properties")
                    .forEachEntry((name, property) -> assertThat(property.has("$ref")
                                    || !property.path("description")
                                            .asString("")
                                            .isBlank())
                            .as("%s of %s is described", name, type)
                            .isTrue());
        }
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void noSchemaHasAMemberThatCouldHoldASecret(String type) {
        for (ObjectNode object : objectSchemas(ContractFiles.schema(type), new ArrayList<>())) {
            assertThat(object.get("properties").propertyNames())
                    .filteredOn(name -> !HARMLESS.contains(name))
                    .noneMatch(name ->
                            WORDS_OF_SECRETS.stream().anyMatch(name.toLowerCase(java.util.Locale.ROOT)::contains));
        }
    }

    @Test
    void whatSchemasShareIsTheSameInEach() {
        Map<String, JsonNode> shared = new HashMap<>();
        for (String type : everyType()) {
            ContractFiles.schema(type)
                    .path("$defs")
                    .forEachEntry((name, part) -> assertThat(shared.computeIfAbsent(name, ignored -> part))
                            .as("%s in the schema of %s", name, type)
                            .isEqualTo(part));
        }
        assertThat(shared).containsOnlyKeys("settings", "actor", "changedFields", "effect");
    }

    private static void assertSameMembers(ObjectNode schema, ObjectNode value) {
        assertThat(schema.get("properties").propertyNames()).containsExactlyInAnyOrderElementsOf(value.propertyNames());
        assertThat(schema.get("required").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrderElementsOf(value.propertyNames());
    }

    private static List<ObjectNode> objectSchemas(JsonNode schema, List<ObjectNode> found) {
        if (schema instanceof ObjectNode object && object.has("properties")) {
            found.add(object);
        }
        schema.forEach(part -> objectSchemas(part, found));
        return found;
    }

    private static String constant(java.lang.reflect.Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
