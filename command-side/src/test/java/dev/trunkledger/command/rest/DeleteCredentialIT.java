package dev.trunkledger.command.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.command.Api;
import dev.trunkledger.command.Api.Answer;
import dev.trunkledger.command.RunningCommandSide;
import dev.trunkledger.events.CredentialDeleted;
import dev.trunkledger.http.Scopes;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeleteCredentialIT {

    private static final String BARE = "{\"server\":\"sip.example.com\"}";

    private final RunningCommandSide side = RunningCommandSide.shared();
    private final String orgId = Api.newOrganisation();
    private final Api api = Api.of(side, orgId, Scopes.WRITE);

    @Test
    void deletesOnceAndForAll() {
        String id = api.created(BARE).id();

        Answer answer = api.delete(id, "X-Change-Reason", "Contract ended");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        CredentialDeleted event = (CredentialDeleted) side.recorded(id, 2);
        assertThat(event.envelope().actor().reason()).isEqualTo("Contract ended");
        assertThat(api.delete(id).status()).isEqualTo(410);
        assertThat(api.put(id, BARE).problem()).isEqualTo("credential-deleted");
    }

    @Test
    void deletesTheVersionThatTheCallerSaw() {
        String id = api.created(BARE).id();

        Answer lost = api.delete(id, "If-Match", "\"2\"");

        assertThat(lost.status()).isEqualTo(412);
        assertThat(lost.json().get("currentVersion").longValue()).isEqualTo(1);
        assertThat(api.delete(id, "If-Match", "\"1\"").status()).isEqualTo(204);
    }

    @Test
    void leavesAProvidersCredentialToTheProvider() {
        Api provider = Api.of(side, orgId, Scopes.WRITE, Scopes.PROVIDER);
        String id = provider.created("{\"server\":\"sip.example.com\",\"providerId\":\"" + UUID.randomUUID() + "\"}")
                .id();

        assertThat(api.delete(id).problem()).isEqualTo("provider-managed");
        assertThat(provider.delete(id).status()).isEqualTo(204);
    }

    @Test
    void freesTheKeyOfASharedLimit() {
        String member = "{\"server\":\"sip.example.com\",\"cpsKey\":\"pool\",\"cpsLimit\":%d}";
        api.delete(api.created(member.formatted(10)).id());

        assertThat(api.post(member.formatted(5)).warnings()).isEmpty();
    }
}
