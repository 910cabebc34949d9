package dev.trunkledger.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One PostgreSQL and one Kafka for all tests of a JVM, started when first asked for, gone with the JVM. */
public final class TestInfrastructure {
    private TestInfrastructure() {}

    public static LocalPostgres postgres() {
        return Postgres.SHARED;
    }

    public static LocalKafka kafka() {
        return Kafka.SHARED;
    }

    private static final class Postgres {
        static final LocalPostgres SHARED = start();

        private static LocalPostgres start() {
            Path directory = temporaryDirectory("postgres-");
            LocalPostgres postgres = LocalPostgres.start(directory);
            atExit(postgres::crash, directory); // nobody needs these data again
            return postgres;
        }
    }

    private static final class Kafka {
        static final LocalKafka SHARED = start();

        private static LocalKafka start() {
            Path directory = temporaryDirectory("kafka-");
            LocalKafka kafka = LocalKafka.start(directory);
            atExit(kafka::close, directory);
            return kafka;
        }
    }

    /** Below target/, where a build leaves nothing behind that "clean" would miss. */
    static Path temporaryDirectory(String prefix) {
        Path target = Path.of("target");
        try {
            return Files.isDirectory(target)
                    ? Files.createTempDirectory(target.toAbsolutePath(), prefix)
                    : Files.createTempDirectory(prefix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void atExit(Runnable stop, Path directory) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop.run();
            try {
                PrivateFiles.deleteTree(directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
    }
}
