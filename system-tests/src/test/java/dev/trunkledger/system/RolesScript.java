package dev.trunkledger.system;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The statements of a script in deploy/postgres, with what psql would put in for its variables. */
final class RolesScript {

    private static final Pattern STATEMENTS = Pattern.compile("<<'SQL'\n(.*)\nSQL\n", Pattern.DOTALL);
    private static final Pattern SETTING = Pattern.compile("(?m)^\\\\getenv .*$");
    private static final Pattern PASSWORD = Pattern.compile(":'\\w+'");

    private final String statements;

    private RolesScript(String statements) {
        this.statements = statements;
    }

    static RolesScript named(String name) throws IOException {
        Matcher script = STATEMENTS.matcher(Files.readString(Deployment.ROOT.resolve("deploy/postgres/" + name)));
        if (!script.find()) {
            throw new IllegalStateException(name + " holds no statements");
        }
        return new RolesScript(SETTING.matcher(script.group(1)).replaceAll(""));
    }

    /** The same with roles of other names. */
    RolesScript withRolesOf(String prefix) {
        return new RolesScript(statements.replace("trunkledger_", prefix));
    }

    void run(Connection database) throws SQLException {
        String sql = PASSWORD.matcher(statements.replace(":\"database\"", String.valueOf(database.getCatalog())))
                .replaceAll("'none-that-anybody-uses'");
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
