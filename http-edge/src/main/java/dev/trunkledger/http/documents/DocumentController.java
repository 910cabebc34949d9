package dev.trunkledger.http.documents;

import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The documents for programs: OpenAPI of the HTTP API, AsyncAPI and JSON Schemas of the topics. */
@RestController
class DocumentController {

    private static final Pattern SCHEMA = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*\\.json");

    private final byte[] openApi = OpenApiDocument.load().bytes();
    private final String openApiTag = "\"" + DigestUtils.md5DigestAsHex(openApi) + "\"";

    @GetMapping("/openapi.json")
    ResponseEntity<byte[]> openApi() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .eTag(openApiTag)
                .contentType(MediaType.APPLICATION_JSON)
                .body(openApi);
    }

    @GetMapping("/asyncapi.yaml")
    ResponseEntity<Resource> asyncApi() {
        return document(new ClassPathResource("asyncapi/asyncapi.yaml"), MediaType.APPLICATION_YAML);
    }

    @GetMapping("/schemas/{name}")
    ResponseEntity<Resource> schema(@PathVariable String name) {
        if (!SCHEMA.matcher(name).matches()) {
            throw notFound();
        }
        return document(new ClassPathResource("schemas/" + name), MediaType.parseMediaType("application/schema+json"));
    }

    private static ResponseEntity<Resource> document(Resource resource, MediaType type) {
        if (!resource.isReadable()) {
            throw notFound();
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .contentType(type)
                .body(resource);
    }

    private static ProblemException notFound() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no such document.");
    }
}
