package dev.trunkledger.system;

import dev.trunkledger.infrastructure.LocalPostgres;
import dev.trunkledger.infrastructure.TestDatabase;
import dev.trunkledger.infrastructure.TestInfrastructure;
import dev.trunkledger.infrastructure.TrunkledgerDatabase;
import java.util.Map;

/**
 * What the sides of a deployment need: a database and a Kafka, and how each side gets there.
 *
 * @param databaseUrls by side, where one does not connect to the database directly
 */
public record Backbone(
        LocalPostgres postgres,
        TrunkledgerDatabase database,
        Map<String, String> databaseUrls,
        String bootstrapServers) {

    /** A database of its own in the PostgreSQL that all tests of this JVM share, and their Kafka. */
    static Backbone shared() {
        return new Backbone(
                TestInfrastructure.postgres(),
                TestDatabase.create(),
                Map.of(),
                TestInfrastructure.kafka().bootstrapServers());
    }

    String databaseUrl(String side) {
        return databaseUrls.getOrDefault(side, database.jdbcUrl());
    }
}
