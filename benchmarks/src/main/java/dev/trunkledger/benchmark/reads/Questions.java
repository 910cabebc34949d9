package dev.trunkledger.benchmark.reads;

import dev.trunkledger.benchmark.load.HttpConnection;
import dev.trunkledger.benchmark.stage.Installation;
import dev.trunkledger.benchmark.stage.Side;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Every way to ask for a list, a history or audit entries, about values drawn from all that there is. */
final class Questions {

    private static final String LIST = "/api/v1/sip-credentials";
    private static final String AUDIT = "/api/v1/audit-entries";
    private static final Pattern NEXT = Pattern.compile("\"nextCursor\":\"([^\"]+)\"");
    private static final int VALUES = 200;

    /** So many more rows are looked at, as not all of them have a value and many have the same. */
    private static final int SPARE = 20;

    private static final String TIME = "to_char((%s) at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')";

    private final Installation installation;
    private final JdbcTemplate database;
    private final int port;

    Questions(Installation installation, JdbcTemplate database, Side querySide) {
        this.installation = installation;
        this.database = database;
        this.port = querySide.port();
    }

    List<Question> all() throws IOException {
        List<Question> all = new ArrayList<>();
        all.addAll(lists());
        all.addAll(histories());
        all.addAll(audits());
        return all;
    }

    private List<Question> lists() throws IOException {
        long credentials = number("select count(*) from read_model.credential where not deleted");
        String anHourAgo = text("select " + TIME.formatted("max(last_update_time) - interval '1 hour'")
                + " from read_model.credential");
        return List.of(
                one("list, newest first", LIST + "?take=20"),
                one("list, by cursor from the middle", behind(LIST + "?skip=" + credentials / 2)),
                one("list, sort=-lastUpdateTime", LIST + "?sort=-lastUpdateTime"),
                one("list, sort=server", LIST + "?sort=server"),
                one("list, sort=description", LIST + "?sort=description"),
                one("list, includeDeleted", LIST + "?includeDeleted=true"),
                one("list, transport", LIST + "?transport=tls"),
                one("list, source", LIST + "?source=provider"),
                each("list, cpsKey", LIST + "?cpsKey=", some("cps_key", "credential", "cps_key is not null")),
                each(
                        "list, providerId",
                        LIST + "?providerId=",
                        some("provider_id", "credential", "source = 'provider'")),
                each("list, search for a user", LIST + "?search=", some("auth_user", "credential", "true")),
                one("list, updatedSince an hour ago", LIST + "?updatedSince=" + encoded(anHourAgo)));
    }

    private List<Question> histories() throws IOException {
        String busiest = text("""
                select credential_id::text from read_model.audit_entry
                 where version = (select max(version) from read_model.credential)
                 limit 1
                """);
        String path = LIST + "/" + busiest + "/history";
        return List.of(
                each(
                        "history, of any credential",
                        some("id", "credential", "true"),
                        id -> LIST + "/" + id + "/history"),
                one("history, of the busiest credential", path),
                one("history, of the busiest, by cursor", behind(path + "?")));
    }

    private List<Question> audits() throws IOException {
        List<String> actors = some("actor", "audit_entry", "true");
        List<String> times = some(TIME.formatted("occurred_time"), "audit_entry", "true");
        String middle =
                text("select " + TIME.formatted("min(occurred_time) + (max(occurred_time) - min(occurred_time)) / 2")
                        + " from read_model.audit_entry");
        List<Question> audits = new ArrayList<>(List.of(
                one("audit, newest first", AUDIT),
                each("audit, to", AUDIT + "?to=", times),
                each("audit, from, newest first", AUDIT + "?from=", times),
                one("audit, by cursor from the middle", behind(AUDIT + "?to=" + encoded(middle))),
                each("audit, credentialId", AUDIT + "?credentialId=", some("id", "credential", "true")),
                each("audit, actor", AUDIT + "?actor=", actors),
                each("audit, requestId", AUDIT + "?requestId=", some("request_id", "audit_entry", "true"))));
        for (String action : List.of("created", "replaced", "deleted", "revealed")) {
            audits.add(one("audit, action=" + action, AUDIT + "?action=" + action));
        }
        for (String field : List.of("server", "description", "authPassword", "cpsLimit", "cpsKey", "transport")) {
            audits.add(one("audit, field=" + field, AUDIT + "?field=" + field));
        }
        audits.add(each("audit, actor and action=created", actors, actor -> AUDIT + "?action=created&actor=" + actor));
        audits.add(each("audit, actor and field=server", actors, actor -> AUDIT + "?field=server&actor=" + actor));
        return audits;
    }

    private Question one(String name, String path) {
        return new Question(name, List.of(request(path)));
    }

    private Question each(String name, String path, List<String> values) {
        return each(name, values, value -> path + encoded(value));
    }

    private Question each(String name, List<String> values, UnaryOperator<String> path) {
        return new Question(name, values.stream().map(path).map(this::request).toList());
    }

    private byte[] request(String path) {
        return HttpConnection.request("GET", path, installation.token(), "");
    }

    /** The same from behind the first that it answers. */
    private String behind(String path) throws IOException {
        try (HttpConnection connection = new HttpConnection(port)) {
            connection.exchange(request(path + "&take=1"));
            connection.requireSuccess();
            Matcher next = NEXT.matcher(connection.answer());
            if (!next.find()) {
                throw new IllegalStateException("No page follows " + path);
            }
            return path.replaceAll("skip=[0-9]+", "take=20") + "&cursor=" + encoded(next.group(1));
        }
    }

    /** Values of rows from all over the table. */
    private List<String> some(String column, String table, String condition) {
        long rows = Math.max(1, number("select count(*) from read_model." + table));
        double percent = Math.min(100, 100.0 * VALUES * SPARE / rows);
        List<@Nullable String> found = database.queryForList(
                "select distinct (%s)::text from read_model.%s tablesample system (%f) where %s"
                        .formatted(column, table, percent, condition),
                String.class);
        List<String> values = new ArrayList<>();
        found.forEach(value -> values.add(Objects.requireNonNull(value)));
        Collections.shuffle(values, new Random(values.size()));
        return values.subList(0, Math.min(VALUES, values.size()));
    }

    private long number(String sql) {
        Long number = database.queryForObject(sql, Long.class);
        return number == null ? 0 : number;
    }

    private String text(String sql) {
        return Objects.requireNonNull(database.queryForObject(sql, String.class));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
