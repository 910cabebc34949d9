package dev.trunkledger.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.http.testing.ApiDescription;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommandApiTest {

    @Test
    void theOpenApiDocumentDescribesWhatIsMappedAndNothingElse() {
        assertThat(new ApiDescription().differences("dev.trunkledger.command", Set.of("Commands")))
                .isEmpty();
    }
}
