package dev.trunkledger.command.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trunkledger.command.relay.RelayBatch.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A ledger that was dumped and restored names transactions of another PostgreSQL: the runbook's statements mend that. */
class RestoredDumpIT {

    private static final Pattern STATEMENTS = Pattern.compile("### From a dump\n.*?```sql\n(.*?)```", Pattern.DOTALL);
    private static final long ANOTHER_SERVERS = 9_000_000_000L;

    private final RelayFixture fixture = new RelayFixture();
    private final UUID id = UUID.randomUUID();

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    @Test
    void allOfItIsPublishedInOrderAndWhatComesAfterItToo() throws Exception {
        fixture.topics().make();
        fixture.store(RelayFixture.created(id), RelayFixture.replaced(id, 2), RelayFixture.replaced(id, 3));
        fixture.renumberTransactions(id, ANOTHER_SERVERS);
        RelayBatch batch = fixture.batch();
        batch.run();
        assertThat(fixture.publishedVersions(id))
                .as("while its transactions are still to come")
                .isEmpty();

        fixture.execute(statements());
        fixture.store(RelayFixture.replaced(id, 4));

        await().atMost(Duration.ofSeconds(60)).until(() -> batch.run().outcome() == Outcome.CAUGHT_UP);
        assertThat(fixture.publishedVersions(id)).containsExactly(1L, 2L, 3L, 4L);
    }

    private static String statements() throws IOException {
        Matcher found = STATEMENTS.matcher(Files.readString(Path.of("..", "docs", "operations.md")));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
