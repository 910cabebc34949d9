package dev.trunkledger.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses a caller that has none of the scopes of {@link RequiresScope}. */
final class ScopeCheck implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            @Nullable RequiresScope required = method.getMethodAnnotation(RequiresScope.class);
            if (required != null) {
                CallerArgument.current().requireOneOf(required.value());
            }
        }
        return true;
    }
}
