package dev.trunkledger.command.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.command.Api;
import dev.trunkledger.command.Api.Answer;
import dev.trunkledger.command.RunningCommandSide;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequiredIfMatchIT {

    private static final String BARE = "{\"server\":\"sip.example.com\"}";

    @Test
    void asksForIfMatchWhereConfigured() {
        try (RunningCommandSide strict = RunningCommandSide.start(
                RunningCommandSide.shared().database(), Map.of("TRUNKLEDGER_REQUIRE_IF_MATCH", "true"))) {
            Api api = Api.ofNewOrganisation(strict);
            String id = api.created(BARE).id();

            Answer put = api.put(id, BARE);
            Answer delete = api.delete(id);

            assertThat(put.status()).isEqualTo(428);
            assertThat(put.problem()).isEqualTo("if-match-required");
            assertThat(delete.status()).isEqualTo(428);
            assertThat(api.put(id, BARE, "If-Match", "\"1\"").status()).isEqualTo(200);
            assertThat(api.delete(id, "If-Match", "*").status()).isEqualTo(204);
        }
    }
}
