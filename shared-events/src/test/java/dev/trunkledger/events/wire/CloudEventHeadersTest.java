package dev.trunkledger.events.wire;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CloudEventHeadersTest {

    private static final SealedEvent REPLACED = SampleEvents.lifeOfACredential().get(1);

    @Test
    void anEventHasTheAttributesOfBinaryModeAndTheTraceOfItsRequest() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        assertThat(CloudEventHeaders.of(REPLACED.event().envelope(), REPLACED.type(), trace))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        entry("ce_specversion", "1.0"),
                        entry("ce_id", "0198c0de-0000-7000-8000-000000001002"),
                        entry("ce_type", "CredentialReplaced.v1"),
                        entry("ce_source", "/trunkledger/sip-credential-events"),
                        entry("ce_subject", "0198c0de-0000-7000-8000-000000000001"),
                        entry("ce_time", "2026-03-01T08:00:00.000002Z"),
                        entry("ce_dataschema", "urn:trunkledger:schema:CredentialReplaced.v1"),
                        entry("content-type", "application/json"),
                        entry("ce_orgid", "org-münchen"),
                        entry("ce_sequence", "0000000000000000002"),
                        entry("traceparent", trace)));
    }

    @Test
    void withoutATraceThereIsNoTraceHeader() {
        assertThat(CloudEventHeaders.of(REPLACED.event().envelope(), REPLACED.type(), null))
                .doesNotContainKey("traceparent");
    }

    @Test
    void theStateThatAnEventLedToIsAnotherMessageThanTheEvent() {
        Map<String, String> event = CloudEventHeaders.of(REPLACED.event().envelope(), REPLACED.type(), null);
        Map<String, String> state = CloudEventHeaders.of(REPLACED.event().envelope(), EventTypes.STATE, null);

        assertThat(state).containsEntry("ce_type", "CredentialState.v1").containsEntry("ce_id", event.get("ce_id"));
        assertThat(state.get("ce_source")).isNotEqualTo(event.get("ce_source"));
    }

    @Test
    void anAccessNamesItsOwnTopicAsItsSource() {
        SealedAccess access = SampleEvents.anAccess();

        assertThat(CloudEventHeaders.of(access, null))
                .containsEntry("ce_type", "SecretRevealed.v1")
                .containsEntry("ce_sequence", "0000000000000000002")
                .containsEntry("ce_source", "/trunkledger/sip-credential-access");
    }

    @Test
    void theSchemaIsNamedByAnAbsoluteUriAsCloudEventsAsks() {
        Map<String, String> headers = CloudEventHeaders.of(REPLACED.event().envelope(), REPLACED.type(), null);

        assertThat(URI.create(headers.get("ce_dataschema")).isAbsolute()).isTrue();
    }
}
