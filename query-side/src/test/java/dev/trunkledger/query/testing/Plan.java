package dev.trunkledger.query.testing;

import dev.trunkledger.infrastructure.TrunkledgerDatabase;
import dev.trunkledger.query.reading.Queries;
import dev.trunkledger.query.reading.SqlText;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What PostgreSQL did to answer a statement: rows, not times. */
public record Plan(String text, List<Node> nodes) {

    /**
     * A step.
     *
     * @param rows those that it looked at, the ones it dropped included
     */
    public record Node(String type, String relation, String index, long rows) {}

    public static Plan of(Queries database, SqlText sql) {
        SqlText explained =
                new SqlText().add("explain (analyze, timing off, format json)").add(sql);
        return read(database.list(explained, (row, number) -> row.getString(1)).getFirst());
    }

    /**
     * The plan that PostgreSQL keeps for a prepared statement, made without knowing the values; it comes to use when the
     * server finds it no dearer than planning anew each time. No rows are counted.
     */
    public static Plan withoutValues(TrunkledgerDatabase database, SqlText sql) {
        Matcher placeholders = Pattern.compile("\\?").matcher(sql.text());
        AtomicInteger number = new AtomicInteger();
        String numbered = placeholders.replaceAll(match -> "\\$" + number.incrementAndGet());
        String url = database.jdbcUrl() + "?preferQueryMode=simple&currentSchema=read_model,public";
        try (Connection connection = DriverManager.getConnection(
                        url, database.query().name(), database.query().password());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "set enable_seqscan to off; set role " + database.query().name() + "_reading");
            try (ResultSet plan = statement.executeQuery("explain (generic_plan, format json) " + numbered)) {
                plan.next();
                return read(plan.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Plan read(String json) {
        List<Node> nodes = new ArrayList<>();
        collect(JsonMapper.shared().readTree(json).path(0).path("Plan"), nodes);
        return new Plan(json, nodes);
    }

    /** Rows that were read of the table, through any index or none. */
    public long rowsOf(String relation) {
        return nodes.stream()
                .filter(node -> node.relation().equals(relation))
                .mapToLong(Node::rows)
                .sum();
    }

    public List<String> typesOn(String relation) {
        return nodes.stream()
                .filter(node -> node.relation().equals(relation))
                .map(Node::type)
                .distinct()
                .toList();
    }

    public List<String> indexes() {
        return nodes.stream()
                .map(Node::index)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    /** The most rows that any step had to put in order. */
    public long mostSorted() {
        return nodes.stream()
                .filter(node -> node.type().endsWith("Sort"))
                .mapToLong(Node::rows)
                .max()
                .orElse(0);
    }

    private static void collect(JsonNode plan, List<Node> nodes) {
        long loops = plan.path("Actual Loops").asLong(1);
        double perLoop = plan.path("Actual Rows").asDouble()
                + plan.path("Rows Removed by Filter").asDouble(0)
                + plan.path("Rows Removed by Index Recheck").asDouble(0);
        List<JsonNode> inputs = new ArrayList<>();
        plan.path("Plans").forEach(inputs::add);
        boolean sort = plan.path("Node Type").asString().endsWith("Sort");
        long rows = sort && !inputs.isEmpty()
                ? inputs.getFirst().path("Actual Rows").asLong()
                : Math.round(perLoop * loops);
        nodes.add(new Node(
                plan.path("Node Type").asString(),
                plan.path("Relation Name").asString(""),
                plan.path("Index Name").asString(""),
                rows));
        inputs.forEach(input -> collect(input, nodes));
    }
}
