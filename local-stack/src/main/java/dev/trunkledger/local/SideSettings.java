package dev.trunkledger.local;

import dev.trunkledger.http.LocalMode;
import dev.trunkledger.infrastructure.DatabaseRole;
import dev.trunkledger.infrastructure.LocalKafka;
import dev.trunkledger.infrastructure.TrunkledgerDatabase;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What a deployment would put into each side's environment. */
record SideSettings(LocalKeys keys, Path keyEncryptionKey) {

    Map<String, String> commandSide(TrunkledgerDatabase database, LocalKafka kafka) {
        Map<String, String> settings = common(database, database.command(), database.commandOwner(), kafka);
        settings.put("TRUNKLEDGER_KEK_FILE", keyEncryptionKey.toString());
        settings.put("TRUNKLEDGER_CHECKPOINT_KEY_FILE", keys.checkpointKeyFile().toString());
        return settings;
    }

    Map<String, String> querySide(TrunkledgerDatabase database, LocalKafka kafka) {
        Map<String, String> settings = common(database, database.query(), database.queryOwner(), kafka);
        settings.put("TRUNKLEDGER_CURSOR_KEY", keys.cursorKey());
        return settings;
    }

    Map<String, String> callPacing(TrunkledgerDatabase database, LocalKafka kafka) {
        return common(database, database.pacing(), database.pacingOwner(), kafka);
    }

    private Map<String, String> common(
            TrunkledgerDatabase database, DatabaseRole user, DatabaseRole owner, LocalKafka kafka) {
        Map<String, String> settings = new HashMap<>();
        settings.put("TRUNKLEDGER_DB_URL", database.jdbcUrl());
        settings.put("TRUNKLEDGER_DB_USER", user.name());
        settings.put("TRUNKLEDGER_DB_PASSWORD", user.password());
        settings.put("TRUNKLEDGER_DB_OWNER_USER", owner.name());
        settings.put("TRUNKLEDGER_DB_OWNER_PASSWORD", owner.password());
        settings.put("TRUNKLEDGER_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        settings.put("TRUNKLEDGER_KAFKA_REPLICATION_FACTOR", "1");
        settings.put("TRUNKLEDGER_ISSUER", LocalMode.ISSUER);
        settings.put("TRUNKLEDGER_AUDIENCE", TokenMint.AUDIENCE);
        settings.put(
                "TRUNKLEDGER_JWK_SET_URI", keys.publicTokenKeysFile().toUri().toString());
        return settings;
    }
}
