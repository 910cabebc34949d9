package dev.trunkledger.query.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.http.testing.ApiDescription;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueryApiTest {

    @Test
    void theOpenApiDocumentDescribesWhatIsMappedAndNothingElse() {
        assertThat(new ApiDescription().differences("dev.trunkledger.query", Set.of("Queries", "Audit")))
                .isEmpty();
    }
}
