package dev.trunkledger.http;

import dev.trunkledger.http.token.TokenVerifier;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;

/** Who gets in: everything under {@code /api/} needs a verified token; what lies outside is documentation. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecuritySettings.class)
class EdgeSecurity {

    @Bean
    AuthenticationManager tokenAuthentication(SecuritySettings settings) {
        InstantSource clock = InstantSource.system();
        return new TokenAuthentication(
                new TokenVerifier(settings.tokens(), clock),
                settings.keyRefresh(),
                clock,
                TokenAuthentication.REMEMBERED);
    }

    @Bean
    Refusals refusals(ProblemTranslation translation, ProblemWriter writer) {
        return new Refusals(translation, writer);
    }

    /** An observation for each security filter took a quarter of the time of a request; what is refused shows anyway. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    // No filter that serves sessions, forms or browsers: each of them costs every request.
    @Bean
    SecurityFilterChain edgeFilterChain(HttpSecurity http, AuthenticationManager tokens, Refusals refusals) {
        return http.csrf(AbstractHttpConfigurer::disable) // no cookie, no session: nothing to forge
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(
                        context -> context.securityContextRepository(new RequestAttributeSecurityContextRepository()))
                .headers(EdgeSecurity::headers)
                .authorizeHttpRequests(requests -> requests.requestMatchers("/api/**")
                        .authenticated()
                        .anyRequest()
                        .permitAll())
                .addFilterBefore(bearerTokens(tokens, refusals), ExceptionTranslationFilter.class)
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .build();
    }

    private static BearerTokenAuthenticationFilter bearerTokens(AuthenticationManager tokens, Refusals refusals) {
        BearerTokenAuthenticationFilter filter = new BearerTokenAuthenticationFilter(tokens, new BearerTokens());
        filter.setAuthenticationEntryPoint(refusals);
        return filter;
    }

    /** Each is a default that an answer may replace: a document may be cached, the documentation page may run its script. */
    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentTypeOptions(Customizer.withDefaults())
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                .addHeaderWriter(new StaticHeadersWriter("Cache-Control", "no-store"))
                .contentSecurityPolicy(policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER));
    }
}
