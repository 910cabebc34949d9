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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Alerts and dashboard ask for metrics, and for labels, that the running services really have. */
class MonitoringSystemTest {

    private static final Path DIRECTORY = Deployment.ROOT.resolve("deploy/monitoring");
    /** Every metric there is has an underscore in its name; functions of PromQL that have one are these. */
    private static final Set<String> FUNCTIONS = Set.of("histogram_quantile");

    private static final Pattern METRIC =
            Pattern.compile("\\b([a-z]+_[a-z_]+)\\b(?!\\s*=)(?:\\{([^}]*)})?(?=[^\"]*(?:\"[^\"]*\"[^\"]*)*$)");
    private static final Pattern THRESHOLD = Pattern.compile("(==|>) [0-9.]+");
    private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(=~?)\\s*\"([^\"]*)\"");

    @Test
    void everyMetricThatAlertsAndDashboardNameIsThere() throws IOException {
        try (Deployment deployment = Deployment.startWithPacing()) {
            useEverything(deployment);
            List<String> series =
                    deployment.metrics().stream().flatMap(String::lines).toList();
            List<String> expressions = new ArrayList<>(alerts());
            expressions.addAll(panels());
            Set<String> asked = new TreeSet<>();
            for (String expression : expressions) {
                Matcher metric = METRIC.matcher(expression);
                while (metric.find()) {
                    if (!FUNCTIONS.contains(metric.group(1)) && asked.add(metric.group())) {
                        assertThat(series)
                                .as(expression)
                                .anyMatch(line -> isOf(line, metric.group(1), metric.group(2)));
                    }
                }
            }
            assertThat(asked).as("what was looked for").hasSizeGreaterThan(20).anyMatch(name -> name.contains("{"));
        }
    }

    @Test
    void theRunbookExplainsEachAlertWithItsThreshold() throws IOException {
        List<String> runbook = Files.readAllLines(Deployment.ROOT.resolve("docs/operations.md"));
        List<String> explained = runbook.stream()
                .filter(line -> line.startsWith("| `Trunkledger"))
                .map(line -> line.split("\\|")[1].strip())
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

    private static boolean isOf(String line, String name, String selector) {
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

    private static List<String> alerts() throws IOException {
        return rules().stream().map(rule -> String.valueOf(rule.get("expr"))).toList();
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

    private static List<String> panels() throws IOException {
        JsonNode dashboard =
                JsonMapper.shared().readTree(Files.readString(DIRECTORY.resolve("grafana-dashboard.json")));
        return dashboard.findValuesAsString("expr");
    }
}
