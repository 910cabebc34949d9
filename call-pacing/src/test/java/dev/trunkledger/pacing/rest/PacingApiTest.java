package dev.trunkledger.pacing.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.http.testing.ApiDescription;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PacingApiTest {

    @Test
    void theOpenApiDocumentDescribesWhatIsMappedAndNothingElse() {
        assertThat(new ApiDescription().differences("dev.trunkledger.pacing", Set.of("Call pacing")))
                .isEmpty();
    }
}
