package dev.trunkledger.infrastructure;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** The files of one PostgreSQL: made once, with a random password for its superuser. */
record PostgresCluster(Path data, String password) {
    static final String SUPERUSER = "postgres";
    private static final String VERSION = "18";

    static PostgresCluster in(Path directory, PostgresAccount account) throws IOException, InterruptedException {
        Path data = directory.resolve("data");
        Path passwordFile = directory.resolve("superuser-password");
        if (!Files.exists(data)) {
            PrivateFiles.write(passwordFile, UUID.randomUUID().toString().replace("-", ""));
            initialise(directory, data, passwordFile, account);
        }
        if (!Files.exists(passwordFile)) {
            throw new InfrastructureException("The PostgreSQL data in " + data
                    + " cannot be used: the file superuser-password beside it is missing.");
        }
        checkVersion(data);
        return new PostgresCluster(data, Files.readString(passwordFile));
    }

    // Made beside its place and then moved: a start that dies half way leaves nothing that looks like a cluster.
    private static void initialise(Path directory, Path data, Path passwordFile, PostgresAccount account)
            throws IOException, InterruptedException {
        Path unfinished = directory.resolve("data.new");
        PrivateFiles.deleteTree(unfinished);
        account.own(passwordFile);
        Process initdb = new ProcessBuilder(account.command(
                        account.binaries().resolve("bin/initdb").toString(),
                        "--pgdata=" + unfinished,
                        "--username=" + SUPERUSER,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8"))
                .redirectErrorStream(true)
                .start();
        initdb.getOutputStream().close();
        String output = new String(initdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (initdb.waitFor() != 0) {
            throw new InfrastructureException("PostgreSQL could not make its data in " + data + ": "
                    + output.strip().replaceAll("\\s+", " "));
        }
        Files.move(unfinished, data, ATOMIC_MOVE);
    }

    private static void checkVersion(Path data) throws IOException {
        Path file = data.resolve("PG_VERSION");
        String version = Files.exists(file) ? Files.readString(file).strip() : "unknown";
        if (!version.equals(VERSION)) {
            throw new InfrastructureException("The directory %s does not hold data of PostgreSQL %s (PG_VERSION is %s)."
                    .formatted(data, VERSION, version));
        }
    }
}
