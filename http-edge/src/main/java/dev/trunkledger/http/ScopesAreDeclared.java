package dev.trunkledger.http;

import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Stops the start when a handler under {@code /api/} says nothing about its scope. */
final class ScopesAreDeclared implements SmartInitializingSingleton {

    private final RequestMappingHandlerMapping mappings;

    ScopesAreDeclared(RequestMappingHandlerMapping mappings) {
        this.mappings = mappings;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<String> open = mappings.getHandlerMethods().entrySet().stream()
                .filter(mapping -> mapping.getKey().getPatternValues().stream().anyMatch(p -> p.startsWith("/api")))
                .filter(mapping -> !mapping.getValue().hasMethodAnnotation(RequiresScope.class))
                .map(mapping -> mapping.getValue().toString())
                .sorted()
                .toList();
        if (!open.isEmpty()) {
            throw new UnsafeStartException("These handlers lack @RequiresScope: " + open);
        }
    }
}
