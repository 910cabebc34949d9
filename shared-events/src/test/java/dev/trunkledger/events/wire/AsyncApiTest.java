package dev.trunkledger.events.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The AsyncAPI document says what the code does: topics, types, headers, schemas. */
class AsyncApiTest {

    private static final String SCHEMAS = "/schemas/";
    private final JsonNode document = new YAMLMapper().readTree(ContractFiles.bytes("/asyncapi/asyncapi.yaml"));

    @Test
    void everyReferenceLeadsSomewhere() {
        Map<String, String> references = references(document, "", new HashMap<>());

        assertThat(references).hasSizeGreaterThan(20);
        assertThat(references).allSatisfy((place, target) -> {
            if (target.startsWith(SCHEMAS)) {
                assertThat(ContractFiles.bytes(target)).as(place).isNotEmpty();
            } else {
                assertThat(target).as(place).startsWith("#/");
                assertThat(document.at(target.substring(1)).isMissingNode())
                        .as("%s at %s leads nowhere", target, place)
                        .isFalse();
            }
        });
    }

    @Test
    void everyTypeIsAMessageThatRefersToItsSchema() {
        for (String type : WireContractTest.everyType()) {
            JsonNode message = document.path("components").path("messages").path(type);
            assertThat(message.path("name").asString("")).isEqualTo(type);
            assertThat(message.path("payload").path("$ref").asString(""))
                    .isEqualTo(SCHEMAS + EventTypes.schemaOf(type));
            assertThat(message.path("title").asString("")).isNotBlank();
        }
    }

    @Test
    void eachTopicCarriesTheTypesThatThePublisherPutsThere() {
        TreeSet<String> events = new TreeSet<>(WireContractTest.everyType());
        events.remove(EventTypes.STATE);
        events.remove(EventTypes.REVEALED);

        assertThat(document.path("channels").propertyNames())
                .containsExactlyInAnyOrder(Topics.EVENTS, Topics.STATE, Topics.ACCESS, Topics.CHECKPOINTS);
        assertThat(channel(Topics.ACCESS).path("messages").propertyNames()).containsExactly(EventTypes.REVEALED);
        assertThat(channel(Topics.EVENTS).path("messages").propertyNames()).containsExactlyInAnyOrderElementsOf(events);
        assertThat(channel(Topics.STATE).path("messages").propertyNames())
                .containsExactlyInAnyOrder(EventTypes.STATE, "CredentialTombstone");
    }

    @Test
    void aTopicHasItsNameBehindThePrefix() {
        for (String topic : new String[] {Topics.EVENTS, Topics.STATE, Topics.ACCESS, Topics.CHECKPOINTS}) {
            assertThat(channel(topic).path("address").asString("")).isEqualTo("{topicPrefix}" + topic);
            assertThat(channel(topic).path("parameters").propertyNames()).containsExactly("topicPrefix");
        }
        assertThat(Topics.withPrefix("eu-").events()).isEqualTo("eu-" + Topics.EVENTS);
        assertThat(Topics.withPrefix("").state()).isEqualTo(Topics.STATE);
    }

    @Test
    void theHeadersAreThoseThatAreSent() {
        JsonNode headers = document.at("/components/schemas/eventHeaders");
        SealedEvent sample = SampleEvents.lifeOfACredential().get(1);
        Map<String, String> traced = CloudEventHeaders.of(sample.event().envelope(), sample.type(), "00-trace");
        Map<String, String> untraced = CloudEventHeaders.of(sample.event().envelope(), sample.type(), null);

        assertThat(headers.path("properties").propertyNames()).containsExactlyInAnyOrderElementsOf(traced.keySet());
        assertThat(headers.path("required").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrderElementsOf(untraced.keySet());
    }

    private JsonNode channel(String topic) {
        return document.path("channels").path(topic);
    }

    private static Map<String, String> references(JsonNode node, String place, Map<String, String> found) {
        if (node.isObject()) {
            node.forEachEntry((name, child) -> {
                if (name.equals("$ref")) {
                    found.put(place, child.asString());
                } else {
                    references(child, place + "/" + name, found);
                }
            });
        } else {
            node.forEach(child -> references(child, place + "/-", found));
        }
        return found;
    }
}
