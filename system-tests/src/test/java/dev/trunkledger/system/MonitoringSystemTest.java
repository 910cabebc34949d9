package dev.trunkledger.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Alerts and dashboard ask for metrics, and for labels, that the running services really have. */
class MonitoringSystemTest {

    private static final Path DIRECTORY = Deployment.ROOT.resolve("deploy/monitoring");
    /** Prometheus itself makes this one, and these labels. */
    private static final Set<String> METRICS_OF_PROMETHEUS = Set.of("up");

    private static final Set<String> LABELS_OF_PROMETHEUS = Set.of("job", "instance");
    private static final Set<String> KEYWORDS = Set.of("and", "or", "unless", "bool", "offset");

    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on)\\s*\\(([^)]*)\\)");
    private static final Pattern AGGREGATION = Pattern.compile("\\b(?:sum|min|max|avg|count)\\b");
    /** A name that no parenthesis follows is no function's. */
    private static final Pattern METRIC = Pattern.compile("\\b([a-zA-Z_:][\\w:]*)\\b(?!\\s*\\()(?:\\{([^}]*)})?");

    private static final Pattern THRESHOLD = Pattern.compile("(==|>) [0-9.]+");
    private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(=~?)\\s*\"([^\"]*)\"");
    private static final Pattern LABEL_IN_A_SENTENCE = Pattern.compile("\\$labels\\.(\\w+)");
    private static final Pattern LABEL_IN_A_LEGEND = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

    /** @param shown the labels that the answer is shown with */
    private record Question(String expression, Set<String> shown) {

        List<MatchResult> metrics() {
            String bare =
                    RANGE.matcher(GROUPING.matcher(expression).replaceAll("")).replaceAll("");
            return METRIC.matcher(bare)
                    .results()
                    .filter(metric -> !KEYWORDS.contains(metric.group(1)))
                    .filter(metric -> !METRICS_OF_PROMETHEUS.contains(metric.group(1)))
                    .toList();
        }

        Set<String> grouping() {
            return GROUPING.matcher(expression)
                    .results()
                    .flatMap(group -> Stream.of(group.group(1).split("\\s*,\\s*")))
                    .collect(Collectors.toSet());
        }

        boolean aggregates() {
            return AGGREGATION.matcher(expression).find();
        }
    }

    @Test
    void everyMetricAndLabelThatAlertsAndDashboardNameIsThere() throws IOException {
        Deployment deployment = Deployment.shared();
        useEverything(deployment);
        List<String> series =
                deployment.metrics().stream().flatMap(String::lines).toList();
        List<Question> questions = new ArrayList<>(alerts());
        questions.addAll(panels());
        Set<String> asked = new TreeSet<>();
        for (Question question : questions) {
            assertMetricsAreThere(question, series, asked);
            assertLabelsAreThere(question, series);
        }
        assertThat(asked).as("what was looked for").hasSizeGreaterThan(20).anyMatch(name -> name.contains("{"));
    }

    private static void assertMetricsAreThere(Question question, List<String> series, Set<String> asked) {
        for (MatchResult metric : question.metrics()) {
            if (asked.add(metric.group())) {
                assertThat(series)
                        .as(question.expression())
                        .anyMatch(line -> isOf(line, metric.group(1), metric.group(2)));
            }
        }
    }

    private static void assertLabelsAreThere(Question question, List<String> series) {
        if (question.aggregates()) {
            assertThat(question.grouping())
                    .as("what is left of the labels in %s", question.expression())
                    .containsAll(question.shown());
        }
        Set<String> labels = new TreeSet<>(question.grouping());
        labels.addAll(question.shown());
        labels.removeAll(LABELS_OF_PROMETHEUS);
        assertThat(labels)
                .as(question.expression())
                .allSatisfy(label -> assertThat(series)
                        .as(label)
                        .anyMatch(line ->
                                question.metrics().stream().anyMatch(metric -> isOf(line, metric.group(1), null))
                                        && line.matches(".*[{,]" + label + "=\".*")));
    }

    @Test
    void theRunbookExplainsEachAlertWithItsThreshold() throws IOException {
        List<String> runbook = Files.readAllLines(Deployment.ROOT.resolve("docs/operations.md"));
        List<String> explained = runbook.stream()
                .filter(line -> line.startsWith("| `Trunkledger"))
                .map(line -> line.split("\\|", -1)[1].strip())
                .toList();
        assertThat(rules())
                .isNotEmpty()
                .extracting(rule -> "`" + rule.get("alert") + "`")
                .containsExactlyElementsOf(explained);
        for (Map<?, ?> rule : rules()) {
            Matcher threshold = THRESHOLD.matcher(String.valueOf(rule.get("expr")));
            assertThat(threshold.find()).as("threshold of %s", rule).isTrue();
            Object time = rule.get("for");
            assertThat(runbook)
                    .filteredOn(line -> line.startsWith("| `" + rule.get("alert") + "` | "))
                    .singleElement()
                    .asString()
                    .contains("| " + severity(rule) + ": ")
                    .contains("`" + threshold.group() + "`, " + (time == null ? "at once" : "for `" + time + "`"));
        }
    }

    private static String severity(Map<?, ?> rule) {
        return rule.get("labels") instanceof Map<?, ?> labels ? String.valueOf(labels.get("severity")) : "none";
    }

    private static boolean isOf(String line, String name, @Nullable String selector) {
        if (!line.startsWith(name + "{") && !line.startsWith(name + " ")) {
            return false;
        }
        if (selector == null) {
            return true;
        }
        Matcher label = LABEL.matcher(selector);
        boolean all = true;
        while (label.find()) {
            // Which statuses there are depends on what went wrong so far: the label's name is all that can be asked.
            String wanted = label.group(2).equals("=")
                    ? label.group(1) + "=\"" + label.group(3) + "\""
                    : label.group(1) + "=\"";
            all &= line.contains(wanted);
        }
        return all;
    }

    private static void useEverything(Deployment deployment) {
        String organisation = "org-" + UUID.randomUUID();
        ApiClient caller = deployment
                .caller("", "")
                .with(deployment.identity().token(organisation, "operator", Identity.ALL_SCOPES));
        String path = "/api/v1/sip-credentials";
        String id = caller.post(path, "{\"server\":\"sip.example.com\",\"authPassword\":\"p1\",\"cpsLimit\":1}")
                .json()
                .get("id")
                .stringValue();
        String own = path + "/" + id;
        assertThat(caller.post(own + "/reveals", "{\"reason\":\"monitoring\"}").status())
                .isEqualTo(200);
        String calls = own + "/call-permits";
        await().atMost(Deployment.PATIENCE)
                .until(() -> caller.post(calls, "{\"calls\":1,\"maxWaitMs\":0}").status() == 200);
        await().atMost(Deployment.PATIENCE).until(() -> caller.get(own).status() == 200);
        // Without its store call pacing says so, and in its metrics.
        deployment.postgres().stop();
        try {
            await().atMost(Deployment.PATIENCE)
                    .until(() ->
                            caller.post(calls, "{\"calls\":1,\"maxWaitMs\":0}").status() == 503);
        } finally {
            deployment.postgres().start();
        }
    }

    private static List<Question> alerts() throws IOException {
        return rules().stream()
                .map(rule -> new Question(
                        String.valueOf(rule.get("expr")),
                        found(String.valueOf(rule.get("annotations")), LABEL_IN_A_SENTENCE)))
                .toList();
    }

    private static Set<String> found(String text, Pattern label) {
        return label.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }

    private static List<Map<?, ?>> rules() throws IOException {
        try (Reader reader = Files.newBufferedReader(DIRECTORY.resolve("alerts.yaml"))) {
            Map<String, List<Map<String, List<Map<?, ?>>>>> document =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            return document.getOrDefault("groups", List.of()).stream()
                    .flatMap(group -> group.getOrDefault("rules", List.of()).stream())
                    .toList();
        }
    }

    private static List<Question> panels() throws IOException {
        JsonNode dashboard =
                JsonMapper.shared().readTree(Files.readString(DIRECTORY.resolve("grafana-dashboard.json")));
        return dashboard.findParents("expr").stream()
                .map(target -> new Question(
                        target.path("expr").asString(),
                        found(target.path("legendFormat").asString(""), LABEL_IN_A_LEGEND)))
                .toList();
    }
}
