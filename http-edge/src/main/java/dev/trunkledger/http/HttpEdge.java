package dev.trunkledger.http;

import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What a side imports to be a Trunkledger HTTP API. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LoadSettings.class)
@Import({EdgeSecurity.class, EdgeServer.class, ProblemAdvice.class, ProblemErrors.class})
public class HttpEdge implements WebMvcConfigurer {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerArgument());
        resolvers.add(new RequestFactsArgument());
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(new ScopeCheck());
    }

    @Bean
    static ProblemTranslation problemTranslation(ObjectProvider<ProblemSource> sources) {
        return new ProblemTranslation(sources);
    }

    @Bean
    static ProblemWriter problemWriter() {
        return new ProblemWriter();
    }

    @Bean
    static Tracing tracing(Environment environment) {
        return Tracing.of(environment);
    }

    @Bean
    static StartSafety startSafety(ConfigurableEnvironment environment) {
        return new StartSafety(environment);
    }

    @Bean
    ScopesAreDeclared scopesAreDeclared(RequestMappingHandlerMapping requestMappingHandlerMapping) {
        return new ScopesAreDeclared(requestMappingHandlerMapping);
    }

    // Outside Spring Security (order -100), so that its refusals too carry the request id.
    @Bean
    FilterRegistrationBean<RequestFactsFilter> requestFactsFilter(
            Tracing tracing, ProblemTranslation translation, ProblemWriter writer) {
        var filter = new FilterRegistrationBean<>(new RequestFactsFilter(tracing, translation, writer));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        filter.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        return filter;
    }

    @Bean
    FilterRegistrationBean<Overload> overload(WaitingRequests waiting, LoadSettings settings) {
        var filter = new FilterRegistrationBean<>(new Overload(waiting, settings.mostWaiting()));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 15);
        return filter;
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit() {
        var filter = new FilterRegistrationBean<>(new BodyLimit());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
        return filter;
    }
}
