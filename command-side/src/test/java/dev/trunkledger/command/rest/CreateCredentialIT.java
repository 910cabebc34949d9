package dev.trunkledger.command.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.command.Api;
import dev.trunkledger.command.Api.Answer;
import dev.trunkledger.command.RunningCommandSide;
import dev.trunkledger.http.Scopes;
import org.junit.jupiter.api.Test;

class CreateCredentialIT {

    private final RunningCommandSide side = RunningCommandSide.shared();
    private final String orgId = Api.newOrganisation();
    private final Api api = Api.of(side, orgId, Scopes.WRITE);

    @Test
    void answersWithTheWholeCredentialAndWhereItIs() {
        Answer answer = api.post("""
                {"server": "sip.example.com:5061", "transport": "tls", "domain": "realm", "authUser": "alice",
                 "authPassword": "s3cr3t-of-alice", "description": "Main line", "cpsLimit": 10, "cpsKey": "pool"}""");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(answer.header("Location")).isEqualTo("/api/v1/sip-credentials/" + answer.id());
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("X-Request-Id")).isNotBlank();
    }
}
