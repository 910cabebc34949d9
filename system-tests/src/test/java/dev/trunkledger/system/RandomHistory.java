package dev.trunkledger.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.system.ApiClient.Answer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Drives one credential and its model through the same random commands, and has both agree on every answer. */
final class RandomHistory {

    static final String PATH = "/api/v1/sip-credentials";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_COMMANDS = 10;

    private final ApiClient caller;
    private final Random random;
    private final ModelledTrunk model;
    private final String path;

    private RandomHistory(ApiClient caller, Random random) {
        this.caller = caller;
        this.random = random;
        Map<String, @Nullable Object> settings = settings();
        String password = random.nextBoolean() ? password() : null;
        this.model = new ModelledTrunk(settings, password);
        ObjectNode body = body(settings);
        if (password != null) {
            body.put("authPassword", password);
        }
        Answer created = caller.post(PATH, body.toString());
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        this.path = PATH + "/" + created.json().get("id").stringValue();
    }

    static RandomHistory live(ApiClient caller, Random random) {
        RandomHistory history = new RandomHistory(caller, random);
        int commands = random.nextInt(MOST_COMMANDS + 1);
        for (int i = 0; i < commands; i++) {
            history.next();
        }
        return history;
    }

    ModelledTrunk model() {
        return model;
    }

    String path() {
        return path;
    }

    private void next() {
        switch (random.nextInt(12)) {
            case 0, 1 -> expect(caller.delete(path), model.delete(), false);
            case 2 -> expect(caller.send("POST", path + "/erasures", null), model.erase(), false);
            case 3, 4, 5 -> restore();
            case 6 -> reveal();
            case 7 -> loseTheRace();
            default -> replace();
        }
    }

    private void replace() {
        Map<String, @Nullable Object> settings = settings();
        RequestedPassword secret = secret();
        ObjectNode body = body(settings);
        switch (secret) {
            case RequestedPassword.Given(String value) -> body.put("authPassword", value);
            case RequestedPassword.Cleared _ -> body.putNull("authPassword");
            case RequestedPassword.Kept _, RequestedPassword.Omitted _ -> {}
        }
        String query = secret instanceof RequestedPassword.Kept ? "?keepAuthPassword=true" : "";
        expect(caller.put(path + query, body.toString()), model.replace(settings, secret), true);
    }

    private void restore() {
        long version = 1 + random.nextInt((int) model.version() + 1);
        boolean without = random.nextInt(3) == 0;
        String body = "{\"version\":" + version + (without ? ",\"withoutAuthPassword\":true" : "") + "}";
        expect(caller.post(path + "/restorations", body), model.restore(version, without), true);
    }

    private void reveal() {
        String password = model.password();
        Answer answer = caller.post(path + "/reveals", "{\"reason\":\"random history\"}");
        expect(answer, model.reveal(), true);
        if (answer.status() == 200) {
            assertThat(answer.json().get("authPassword").stringValue()).isEqualTo(password);
            assertThat(answer.header("Cache-Control")).contains("no-store");
        }
    }

    private void loseTheRace() {
        if (model.now().deleted()) {
            return;
        }
        Answer answer = caller.delete(path, "If-Match", "\"" + (model.version() + 1) + "\"");
        expect(answer, 412, false);
    }

    private void expect(Answer answer, int status, boolean tagged) {
        assertThat(answer.status())
                .as(
                        "%s %s: %s",
                        answer.response().request().method(), answer.response().uri(), answer.body())
                .isEqualTo(status);
        if (tagged && status == 200) {
            assertThat(answer.header("ETag")).isEqualTo("\"" + model.version() + "\"");
        }
    }

    /** Few values each, so that content often comes back and is sometimes not changed at all. */
    private Map<String, @Nullable Object> settings() {
        Map<String, @Nullable Object> settings = new HashMap<>();
        settings.put("server", one("sip.example.com", "sip.example.net:5061"));
        settings.put("transport", one("udp", "tls"));
        settings.put("domain", one(null, "realm one"));
        settings.put("authUser", one(null, "zoë"));
        settings.put("description", one(null, "=1+1", "東京 📞"));
        settings.put("cpsLimit", one(null, 1, 100_000));
        settings.put("cpsKey", one(null, "pool"));
        return settings;
    }

    private RequestedPassword secret() {
        return switch (random.nextInt(5)) {
            case 0 -> new RequestedPassword.Cleared();
            case 1 -> new RequestedPassword.Kept();
            case 2 -> new RequestedPassword.Omitted();
            default -> new RequestedPassword.Given(password());
        };
    }

    private String password() {
        return String.valueOf(one("first \"quoted\" \\ 📞", "second"));
    }

    private @Nullable Object one(@Nullable Object... values) {
        return values[random.nextInt(values.length)];
    }

    private static ObjectNode body(Map<String, @Nullable Object> settings) {
        ObjectNode body = JSON.createObjectNode();
        settings.forEach((name, value) -> body.set(name, JSON.valueToTree(value)));
        return body;
    }
}
