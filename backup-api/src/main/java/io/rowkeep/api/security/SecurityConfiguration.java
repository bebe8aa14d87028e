package io.rowkeep.api.security;

import io.rowkeep.control.TokenStore;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Which role may make which call. Everything but health needs a token. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String VIEWER = "VIEWER";
    private static final String OPERATOR = "OPERATOR";
    private static final String ADMIN = "ADMIN";

    @Bean
    RoleHierarchy roleHierarchy() {
        return RoleHierarchyImpl.withDefaultRolePrefix()
                .role(ADMIN)
                .implies(OPERATOR)
                .role(OPERATOR)
                .implies(VIEWER)
                .build();
    }

    @Bean
    AuthenticationManager authenticationManager(TokenStore tokens) {
        return new ProviderManager(new StoredTokens(tokens));
    }

    @Bean
    SecurityFilterChain calls(
            HttpSecurity http,
            AuthenticationManager manager,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return http.authorizeHttpRequests(calls -> calls.requestMatchers("/health", "/actuator/health")
                        .permitAll()
                        .requestMatchers(
                                "/api/v1/audit",
                                "/api/v1/tokens",
                                "/api/v1/tokens/**",
                                "/api/v1/backups/*/restores",
                                "/api/v1/clears",
                                "/api/v1/jobs/*/undo")
                        .hasRole(ADMIN)
                        .requestMatchers(HttpMethod.DELETE, "/api/v1/backups/*")
                        .hasRole(ADMIN)
                        .requestMatchers(HttpMethod.PATCH, "/api/v1/backups/*")
                        .hasRole(OPERATOR)
                        .requestMatchers(
                                "/api/v1/backups/*/download",
                                "/api/v1/sources/*/datasets/*/export",
                                "/api/v1/jobs/*/cancel",
                                "/api/v1/jobs/*/differences")
                        .hasRole(OPERATOR)
                        .requestMatchers(HttpMethod.POST, "/api/v1/backups", "/api/v1/backups/import")
                        .hasRole(OPERATOR)
                        .anyRequest()
                        .hasRole(VIEWER))
                .addFilterBefore(bearer(manager, problems), AuthorizationFilter.class)
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                                (request, response, e) -> problems.resolveException(request, response, null, e))
                        .accessDeniedHandler(
                                (request, response, e) -> problems.resolveException(request, response, null, e)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // A browser never sends a bearer token by itself, so no other site can make it do so.
                .csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    private static AuthenticationFilter bearer(AuthenticationManager manager, HandlerExceptionResolver problems) {
        AuthenticationFilter filter = new AuthenticationFilter(manager, new BearerTokenConverter());
        filter.setSecurityContextRepository(new RequestAttributeSecurityContextRepository());
        filter.setSuccessHandler((request, response, authentication) -> {});
        filter.setFailureHandler((request, response, e) -> problems.resolveException(request, response, null, e));
        return filter;
    }
}
