package dev.trunkledger.query.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/** A caller with a token of its own. */
public final class Client {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String baseUrl;
    private final String token;

    Client(String baseUrl, String token) {
        this.baseUrl = baseUrl;
        this.token = token;
    }

    /** @param headers names and values in turn */
    public Answer get(String pathAndQuery, String... headers) {
        return send("GET", pathAndQuery, headers);
    }

    public Answer head(String pathAndQuery, String... headers) {
        return send("HEAD", pathAndQuery, headers);
    }

    public CompletableFuture<Answer> getLater(String pathAndQuery, String... headers) {
        return HTTP.sendAsync(request("GET", pathAndQuery, headers), BodyHandlers.ofString())
                .thenApply(Answer::new);
    }

    /** The answer's body as it comes; whoever closes it early hangs up. */
    public HttpResponse<InputStream> open(String pathAndQuery, String... headers) {
        try {
            return HTTP.send(request("GET", pathAndQuery, headers), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All items of a list, page after page. */
    public List<JsonNode> walk(String path, String query) {
        return pages(path, query).stream()
                .flatMap(page -> page.items().stream())
                .toList();
    }

    public List<Answer> pages(String path, String query) {
        List<Answer> pages = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Answer page =
                    get(path + "?" + query + cursor.map(c -> "&cursor=" + c).orElse(""));
            if (page.status() != 200) {
                throw new AssertionError(query + " answered " + page.response().body());
            }
            pages.add(page);
            cursor = page.nextCursor();
        } while (cursor.isPresent());
        return pages;
    }

    private Answer send(String method, String pathAndQuery, String... headers) {
        try {
            return new Answer(HTTP.send(request(method, pathAndQuery, headers), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest request(String method, String pathAndQuery, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + pathAndQuery))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "Bearer " + token);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.build();
    }
}
