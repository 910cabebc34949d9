package dev.trunkledger.infrastructure;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Fresh databases for tests, in the PostgreSQL that they share. */
public final class TestDatabase {
    // Roles belong to the server, not to a database: all databases of a JVM share their passwords.
    private static final Map<String, String> PASSWORDS = new ConcurrentHashMap<>();

    private TestDatabase() {}

    /** An empty database with the roles and schemas of all sides. */
    public static synchronized TrunkledgerDatabase create() {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        return TrunkledgerDatabase.provide(TestInfrastructure.postgres(), name, TestDatabase::password);
    }

    private static String password(String role) {
        return PASSWORDS.computeIfAbsent(role, unused -> UUID.randomUUID().toString());
    }
}
