package dev.trunkledger.benchmark.stage;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** PostgreSQL's own load generator, as the yardstick: one prepared INSERT of an event's row for each transaction. */
public final class Pgbench {

    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    /** As long as the JSON of an event that replaces every field. */
    private static final int PAYLOAD_BYTES = 900;

    private static final String INSERT = """
            insert into yardstick_event (credential_id, version, type, org_id, occurred_time, traceparent, payload)
            values (gen_random_uuid(), 1, 'dev.trunkledger.CredentialReplaced.v1', 'benchmark', now(), \
            '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00', '%s'::bytea);
            """;

    private final Path program;
    private final Installation installation;
    private final Path script;

    private Pgbench(Path program, Installation installation, Path script) {
        this.program = program;
        this.installation = installation;
        this.script = script;
    }

    /** Empty where it is not installed; Debian has it in the package of the server. */
    public static Optional<Pgbench> find(Installation installation) throws IOException, SQLException {
        Optional<Path> program = candidates().filter(Files::isExecutable).findFirst();
        if (program.isEmpty()) {
            return Optional.empty();
        }
        try (var superuser = installation.superuser(1)) {
            makeTable(superuser);
        }
        Path script = Files.createTempFile(Path.of("target"), "insert-", ".sql");
        script.toFile().deleteOnExit();
        Files.writeString(script, INSERT.formatted("x".repeat(PAYLOAD_BYTES)));
        return Optional.of(new Pgbench(program.get(), installation, script));
    }

    private static Stream<Path> candidates() throws IOException {
        Stream<Path> onPath =
                Stream.of(System.getenv("PATH").split(":")).map(directory -> Path.of(directory, "pgbench"));
        Path packages = Path.of("/usr/lib/postgresql");
        Stream<Path> versions = Files.isDirectory(packages)
                ? Files.list(packages).map(version -> version.resolve("bin/pgbench"))
                : Stream.empty();
        // Debian's /usr/bin/pgbench is a script in Perl that starts one of these.
        return Stream.concat(versions, onPath);
    }

    private static void makeTable(DataSource superuser) throws SQLException {
        try (Connection connection = superuser.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table yardstick_event (like ledger.event including all)");
        }
    }

    /** Returns transactions per second. */
    public double perSecond(int clients, Duration duration) throws IOException, InterruptedException {
        URI database = URI.create(installation.databaseUrl().substring("jdbc:".length()));
        ProcessBuilder builder = new ProcessBuilder(List.of(
                program.toString(),
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + clients,
                "--jobs=" + Math.min(clients, 2),
                "--time=" + Math.max(1, duration.toSeconds()),
                "--file=" + script,
                "--host=" + database.getHost(),
                "--port=" + database.getPort(),
                "--username=" + installation.postgres().superuser(),
                database.getPath().substring(1)));
        builder.environment().put("PGPASSWORD", installation.postgres().superuserPassword());
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        Matcher rate = RATE.matcher(output);
        if (process.exitValue() != 0 || !rate.find()) {
            throw new IOException("pgbench failed: " + output);
        }
        return Double.parseDouble(rate.group(1));
    }
}
