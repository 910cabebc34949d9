package dev.trunkledger.command;

import dev.trunkledger.http.Scopes;
import dev.trunkledger.http.testing.ApiDescription;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A caller of the API. */
public final class Api {

    public static final String PATH = "/api/v1/sip-credentials";

    private static final ApiDescription DESCRIPTION = new ApiDescription();

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI origin;
    private final String orgId;
    private final String token;

    private Api(URI origin, String orgId, String token) {
        this.origin = origin;
        this.orgId = orgId;
        this.token = token;
    }

    /** Somebody who may write, in an organisation that nobody else has. */
    public static Api ofNewOrganisation(RunningCommandSide side) {
        return of(side, newOrganisation(), Scopes.WRITE);
    }

    public static Api of(RunningCommandSide side, String orgId, String... scopes) {
        return at(side.uri(""), orgId, scopes);
    }

    public static Api at(URI origin, String orgId, String... scopes) {
        return new Api(origin, orgId, RunningCommandSide.token(orgId, "alice", scopes));
    }

    public static String newOrganisation() {
        return "org-" + UUID.randomUUID();
    }

    public String orgId() {
        return orgId;
    }

    /** @param headers names and values in turn */
    public Answer post(String body, String... headers) {
        return send("POST", PATH, body, headers);
    }

    public Answer put(String id, String body, String... headers) {
        return send("PUT", PATH + "/" + id, body, headers);
    }

    public Answer delete(String id, String... headers) {
        return send("DELETE", PATH + "/" + id, null, headers);
    }

    public Answer reveal(String id, String reason, String... headers) {
        return send("POST", PATH + "/" + id + "/reveals", "{\"reason\":\"" + reason + "\"}", headers);
    }

    public Answer restore(String id, String body, String... headers) {
        return send("POST", PATH + "/" + id + "/restorations", body, headers);
    }

    public Answer erase(String id, String... headers) {
        return send("POST", PATH + "/" + id + "/erasures", null, headers);
    }

    /** A credential that exists from now on. */
    public Answer created(String body) {
        Answer answer = post(body);
        if (answer.status() != 201) {
            throw new AssertionError("Not created: " + answer.body());
        }
        return answer;
    }

    public Answer send(String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request = request(path, headers);
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.method(method, BodyPublishers.ofString(body)).header("Content-Type", "application/json");
        }
        Answer answer = send(request);
        answer.refuseWhatIsNotDocumented(method, path);
        return answer;
    }

    /** With the caller's token and nothing else. */
    public HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(origin + path)).header("Authorization", "Bearer " + token);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** What came back. */
    public record Answer(HttpResponse<String> response) {

        /** Every answer that a test gets is held against the OpenAPI document. */
        private void refuseWhatIsNotDocumented(String method, String path) {
            String template = path.replaceFirst("\\?.*", "").replaceFirst(PATH + "/[^/]+", PATH + "/{id}");
            if (status() != 204) {
                String mediaType = String.valueOf(header("Content-Type"));
                List<String> faults = DESCRIPTION.faults(method, template, status(), mediaType, json());
                if (!faults.isEmpty()) {
                    throw new AssertionError(method + " " + path + " answered " + body() + ": " + faults);
                }
            }
        }

        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(response.body());
        }

        /** Codes of the warnings. */
        public List<String> warnings() {
            return json().path("warnings")
                    .valueStream()
                    .map(warning -> warning.get("code").stringValue())
                    .toList();
        }

        public String id() {
            return json().get("id").stringValue();
        }

        public @Nullable String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        /** The last part of the problem's type. */
        public String problem() {
            return json().get("type").stringValue().replace("/problems/", "");
        }

        /** Pointer and code of each fault. */
        public List<String> errors() {
            return json().get("errors")
                    .valueStream()
                    .map(error -> error.get("pointer").stringValue() + " "
                            + error.get("code").stringValue())
                    .toList();
        }
    }
}
