package dev.trunkledger.benchmark.filling;

import dev.trunkledger.events.EventEnvelope;
import dev.trunkledger.events.wire.SealedEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Histories as years would leave them in the event store, written within a minute or two: genuine events, interleaved at
 * random, one credential with a hundredth of all changes.
 *
 * @param credentials how many of them have events, deleted ones included
 * @param sample credentials that are not deleted, the busiest first
 */
public record Backlog(long events, long credentials, List<UUID> sample) {

    private static final int VERSIONS_EACH = 10;
    private static final int BUSIEST_SHARE = 100;
    private static final int SAMPLE = 20;
    private static final int TRANSACTION = 5_000;
    private static final long SEED = 20_260_101;

    private static final String COPY =
            "copy ledger.event (credential_id, version, type, org_id, occurred_time, traceparent, payload) from stdin";

    public static Backlog write(DataSource superuser, int events) throws SQLException, IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Trunk> trunks = new ArrayList<>();
        for (int i = 0; i < Math.max(2, events / VERSIONS_EACH); i++) {
            trunks.add(new Trunk(random));
        }
        Instant end = Instant.now().minusSeconds(60);
        try (Connection connection = superuser.getConnection()) {
            connection.setAutoCommit(false);
            for (int written = 0; written < events; written += TRANSACTION) {
                int rows = Math.min(TRANSACTION, events - written);
                Instant start = end.minus(Duration.ofSeconds(events - written));
                copy(connection, trunks, random, start, rows);
                connection.commit();
            }
            connection.setAutoCommit(true);
            connection.createStatement().execute("vacuum analyze ledger.event");
        }
        List<Trunk> known = trunks.stream().filter(trunk -> trunk.version() > 0).toList();
        Stream<Trunk> living = known.stream().filter(trunk -> !trunk.isDeleted());
        return new Backlog(
                events, known.size(), living.limit(SAMPLE).map(Trunk::id).toList());
    }

    /** With so many versions of one credential more. */
    public Backlog and(long versions) {
        return new Backlog(events + versions, credentials + 1, sample);
    }

    private static void copy(
            Connection connection, List<Trunk> trunks, SplittableRandom random, Instant start, int rows)
            throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
        for (int row = 0; row < rows; row++) {
            boolean busiest = random.nextInt(BUSIEST_SHARE) == 0;
            SealedEvent event = (busiest ? trunks.getFirst() : living(trunks, random))
                    .next(random, start.plusSeconds(row), !busiest);
            byte[] line = line(event).getBytes(StandardCharsets.UTF_8);
            copy.writeToCopy(line, 0, line.length);
        }
        copy.endCopy();
    }

    private static Trunk living(List<Trunk> trunks, SplittableRandom random) {
        Trunk trunk;
        do {
            trunk = trunks.get(random.nextInt(1, trunks.size()));
        } while (trunk.isDeleted());
        return trunk;
    }

    /** As COPY reads it; none of the texts holds a tab, a line break or a backslash. */
    private static String line(SealedEvent sealed) {
        EventEnvelope envelope = sealed.event().envelope();
        return String.join(
                        "\t",
                        envelope.credentialId().toString(),
                        String.valueOf(envelope.version()),
                        sealed.type(),
                        envelope.orgId(),
                        envelope.occurredTime().toString(),
                        "00-" + envelope.actor().traceId() + "-00f067aa0ba902b7-01",
                        "\\\\x" + HexFormat.of().formatHex(sealed.json()))
                + "\n";
    }
}
