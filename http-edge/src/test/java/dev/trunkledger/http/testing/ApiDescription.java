package dev.trunkledger.http.testing;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.trunkledger.http.RequiresScope;
import dev.trunkledger.http.documents.OpenApiDocument;
import dev.trunkledger.http.documents.OpenApiDocument.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.support.BeanDefinitionDefaults;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Controller;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Compares what the OpenAPI document says with what a side does. */
public final class ApiDescription {

    private final OpenApiDocument document = OpenApiDocument.load();

    /**
     * Operations that are mapped or documented but not both, or not with the same scopes; none is what you want.
     *
     * @param basePackage where the side's controllers are
     * @param tags those of the document's operations that the side is to serve: Commands, Queries, Audit
     */
    public List<String> differences(String basePackage, Set<String> tags) {
        Set<String> documented = new TreeSet<>();
        for (Operation operation : document.operations()) {
            if (operation.tags().stream().anyMatch(tags::contains)) {
                documented.add(operation.method() + " " + operation.path() + " " + operation.scopes());
            }
        }
        Set<String> mapped = mapped(basePackage);
        List<String> differences = new ArrayList<>();
        mapped.stream().filter(o -> !documented.contains(o)).forEach(o -> differences.add("not documented: " + o));
        documented.stream().filter(o -> !mapped.contains(o)).forEach(o -> differences.add("not mapped: " + o));
        return differences;
    }

    /** Reads the mappings from the controllers' classes; none of them is instantiated. */
    private static Set<String> mapped(String basePackage) {
        try (StaticWebApplicationContext context = new StaticWebApplicationContext()) {
            var scanner = new ClassPathBeanDefinitionScanner(context, false);
            scanner.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
            scanner.setBeanDefinitionDefaults(lazy());
            scanner.scan(basePackage);
            context.refresh();
            var mappings = new RequestMappingHandlerMapping();
            mappings.setApplicationContext(context);
            mappings.setEmbeddedValueResolver(context.getEnvironment()::resolvePlaceholders);
            mappings.afterPropertiesSet();
            Set<String> mapped = new TreeSet<>();
            mappings.getHandlerMethods().forEach((info, handler) -> mapped.addAll(operations(info, handler)));
            return mapped;
        }
    }

    private static BeanDefinitionDefaults lazy() {
        BeanDefinitionDefaults defaults = new BeanDefinitionDefaults();
        defaults.setLazyInit(true);
        return defaults;
    }

    private static List<String> operations(RequestMappingInfo info, HandlerMethod handler) {
        RequiresScope scope = handler.getMethodAnnotation(RequiresScope.class);
        List<String> scopes = scope == null ? List.of() : List.of(scope.value());
        return info.getPatternValues().stream()
                .filter(path -> path.startsWith("/api/"))
                .flatMap(path -> info.getMethodsCondition().getMethods().stream()
                        .map(method -> method + " " + path + " " + scopes))
                .toList();
    }

    /** What is wrong with an answer's body by its documented schema; also when it is not documented at all. */
    public List<String> faults(String method, String path, int status, String mediaType, JsonNode body) {
        JsonNode operation = document.json().path("paths").path(path).path(method.toLowerCase(java.util.Locale.ROOT));
        JsonNode answer = resolved(operation.path("responses").path(String.valueOf(status)));
        JsonNode schema = answer.path("content").path(mediaType).path("schema");
        if (schema.isMissingNode()) {
            return List.of("not documented: " + method + " " + path + " " + status + " " + mediaType);
        }
        return faults(schema, body);
    }

    /** What is wrong with a value by a schema of the document. */
    public List<String> faults(JsonNode schema, JsonNode value) {
        ObjectNode root = ((ObjectNode) schema.deepCopy());
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.set("components", document.json().path("components"));
        Schema compiled = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root);
        return compiled
                .validate(value, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }

    /** The node itself, or what its {@code $ref} points to. */
    public JsonNode resolved(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isString() ? document.json().at(reference.asString().substring(1)) : node;
    }
}
