package dev.trunkledger.command.secret.transit;

import dev.trunkledger.command.secret.KeyStoreAwayException;
import dev.trunkledger.command.secret.KeyUnavailableException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Calls of the transit engine's HTTP API, and what each status means to us. */
final class TransitClient implements AutoCloseable {

    private final TransitSettings settings;
    private final HttpClient http;
    private final OneProbe gate = new OneProbe();

    TransitClient(TransitSettings settings) {
        this.settings = settings;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeout())
                // A standby sends callers to the active node.
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    /** @param body JSON; wiped */
    byte[] post(String operation, byte[] body) {
        try {
            return call(operation, request(operation).POST(BodyPublishers.ofByteArray(body)));
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    byte[] get(String operation) {
        return call(operation, request(operation).GET());
    }

    private HttpRequest.Builder request(String operation) {
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.address().resolve("/v1/" + path(operation)))
                .timeout(settings.timeout())
                .header("Content-Type", "application/json")
                // Keeps an agent that is tricked into forwarding a browser's request from doing so.
                .header("X-Vault-Request", "true")
                .header("X-Vault-Token", token());
        return settings.namespace().isEmpty() ? request : request.header("X-Vault-Namespace", settings.namespace());
    }

    private String path(String operation) {
        return settings.mount() + "/" + operation + "/" + settings.key();
    }

    /** Read each time: an agent renews it. */
    private String token() {
        byte[] content = settings.token().read("; have Vault's agent, or whoever logs in, write it");
        String token = new String(content, StandardCharsets.US_ASCII).strip();
        Arrays.fill(content, (byte) 0);
        if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new KeyUnavailableException(settings.token() + " holds no token");
        }
        return token;
    }

    private byte[] call(String operation, HttpRequest.Builder request) {
        return gate.call(() -> {
            HttpResponse<byte[]> response = send(request.build());
            if (response.statusCode() == 200) {
                return response.body();
            }
            throw refusal(operation, response);
        });
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return sendAgainWhenCutOff(request);
        } catch (IOException e) {
            throw away("does not answer: " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away("was not waited for");
        }
    }

    /** Vault may have closed a connection that was idle; each of these calls may be made twice. */
    private HttpResponse<byte[]> sendAgainWhenCutOff(HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (ConnectException | HttpTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return http.send(request, BodyHandlers.ofByteArray());
        }
    }

    /** See "HTTP status codes" in the documentation of Vault's HTTP API. */
    private RuntimeException refusal(String operation, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        return switch (status) {
            case 400 -> refused(operation + " with " + settings.key() + ": " + VaultJson.errors(response.body()));
            case 403 ->
                refused("the token for " + path(operation) + ": it has expired or its policy does not allow this");
            case 404 -> refused(path(operation) + ": there is no such mount or key");
            // Not yet in step with the active node; too many calls; a standby that does not forward.
            case 412, 429, 472, 473 -> away("cannot take calls, status " + status);
            case 503 -> away("is sealed or in maintenance");
            default -> status >= 500 ? away("fails with status " + status) : refused("a call with status " + status);
        };
    }

    private KeyUnavailableException refused(String what) {
        return new KeyUnavailableException("Vault at " + settings.address() + " refuses " + what);
    }

    KeyStoreAwayException away(String why) {
        return new KeyStoreAwayException("Vault at " + settings.address() + " " + why);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
