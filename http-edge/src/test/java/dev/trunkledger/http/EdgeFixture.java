package dev.trunkledger.http;

import dev.trunkledger.http.testing.TestIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The edge on a real Tomcat with a few handlers behind it. */
final class EdgeFixture implements AutoCloseable {

    final TestIssuer issuer = TestIssuer.create();
    private final HttpClient client = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;
    final int port;

    private EdgeFixture(Map<String, String> more, Class<?>... sources) {
        Map<String, Object> properties = new LinkedHashMap<>(issuer.properties());
        properties.put("server.port", "0");
        properties.put("server.address", "127.0.0.1");
        properties.put("management.server.port", "0");
        properties.put("management.server.address", "127.0.0.1");
        properties.put("logging.structured.format.console", "");
        properties.putAll(more);
        SpringApplication application = new SpringApplication(App.class);
        application.addPrimarySources(List.of(sources));
        context = application.run(properties.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new));
        port = port("local.server.port");
    }

    static EdgeFixture start(Map<String, String> properties, Class<?>... sources) {
        return new EdgeFixture(properties, sources);
    }

    static EdgeFixture start(Class<?>... sources) {
        return new EdgeFixture(Map.of(), sources);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({HttpEdge.class, SampleController.class})
    static class App {}

    private int port(String property) {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty(property));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    WebServer webServer() {
        return Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer());
    }

    HttpRequest.Builder management(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port("local.management.port") + path));
    }

    /** A request of a caller with the read scope. */
    HttpRequest.Builder read(String path) {
        return request(path).header("Authorization", "Bearer " + issuer.token("acme", "alice", Scopes.READ));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    CompletableFuture<HttpResponse<String>> sendLater(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), BodyHandlers.ofString());
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    @Override
    public void close() {
        context.close();
        client.close();
    }
}
