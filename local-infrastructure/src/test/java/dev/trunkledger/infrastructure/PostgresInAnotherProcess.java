package dev.trunkledger.infrastructure;

import java.nio.file.Path;

/** Starts a server, writes a row, says "ready" and waits to be killed. */
final class PostgresInAnotherProcess {
    private PostgresInAnotherProcess() {}

    public static void main(String[] arguments) throws Exception {
        LocalPostgres postgres = LocalPostgres.start(Path.of(arguments[0]));
        LocalPostgresIT.execute(postgres, "create table note (text text)", "insert into note values ('kept')");
        System.out.println("ready");
        System.in.read();
    }
}
