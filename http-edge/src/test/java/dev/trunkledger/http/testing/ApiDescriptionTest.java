package dev.trunkledger.http.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ApiDescriptionTest {

    private final ApiDescription description = new ApiDescription();

    @Test
    void tellsWhatIsMappedButNotDocumentedAndTheReverse() {
        assertThat(description.differences("dev.trunkledger.http", Set.of("Commands")))
                .contains(
                        "not documented: GET /api/v1/samples/caller [sip-credentials:read]",
                        "not documented: POST /api/v1/samples/bodies [sip-credentials:read]",
                        "not mapped: POST /api/v1/sip-credentials [sip-credentials:write]",
                        "not mapped: DELETE /api/v1/sip-credentials/{id} [sip-credentials:write]")
                .noneMatch(difference -> difference.contains(" GET /api/v1/sip-credentials"));
    }

    @Test
    void tellsAnAnswerThatIsNotDocumented() {
        var body = JsonMapper.shared().readTree("{}");

        assertThat(description.faults("GET", "/api/v1/sip-credentials", 418, "application/json", body))
                .containsExactly("not documented: GET /api/v1/sip-credentials 418 application/json");
        assertThat(description.faults("GET", "/api/v1/sip-credentials", 200, "application/json", body))
                .hasSize(5);
    }
}
