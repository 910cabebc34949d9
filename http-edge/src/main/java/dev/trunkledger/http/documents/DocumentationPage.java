package dev.trunkledger.http.documents;

import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A page on which calls can be tried with a pasted token, against the origin that serves it and no other. */
@RestController
class DocumentationPage {

    /** Scripts and styles from this origin only, none of them inline: what the page shows cannot run. */
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final MediaType JAVASCRIPT = MediaType.parseMediaType("text/javascript;charset=UTF-8");
    private static final MediaType CSS = MediaType.parseMediaType("text/css;charset=UTF-8");
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

    private final Map<String, Asset> assets;

    DocumentationPage() throws IOException {
        this.assets = Map.of(
                "swagger-ui.css", new Asset(swaggerUi("swagger-ui.css"), CSS),
                "swagger-ui-bundle.js", new Asset(swaggerUi("swagger-ui-bundle.js"), JAVASCRIPT),
                "favicon-32x32.png", new Asset(swaggerUi("favicon-32x32.png"), MediaType.IMAGE_PNG),
                "start.js", new Asset(new ClassPathResource("docs/start.js"), JAVASCRIPT),
                "plain.css", new Asset(new ClassPathResource("docs/plain.css"), CSS));
    }

    private record Asset(Resource content, MediaType type) {}

    @GetMapping("/")
    ResponseEntity<Void> root() {
        return ResponseEntity.status(HttpStatus.FOUND)
                .header("Location", "/docs")
                .build();
    }

    @GetMapping("/docs")
    ResponseEntity<Resource> page() {
        return ResponseEntity.ok()
                .header("Content-Security-Policy", POLICY)
                .cacheControl(CacheControl.noCache())
                .contentType(HTML)
                .body(new ClassPathResource("docs/index.html"));
    }

    @GetMapping("/docs/{name}")
    ResponseEntity<Resource> asset(@PathVariable String name) {
        Asset asset = assets.get(name);
        if (asset == null) {
            throw new ProblemException(ProblemType.NOT_FOUND, "There is no such document.");
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
                .contentType(asset.type())
                .body(asset.content());
    }

    /** In whichever version the build brings. */
    private static Resource swaggerUi(String file) throws IOException {
        Resource[] found = new PathMatchingResourcePatternResolver()
                .getResources("classpath*:META-INF/resources/webjars/swagger-ui/*/" + file);
        if (found.length != 1) {
            throw new IllegalStateException("Not exactly one swagger-ui on the class path");
        }
        return found[0];
    }
}
