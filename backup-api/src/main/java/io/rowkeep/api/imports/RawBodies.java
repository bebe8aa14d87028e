package io.rowkeep.api.imports;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps Tomcat from taking a body for a form, and its bytes for parameters, because a client calls it so: many do by default. */
@Configuration(proxyBeanMethods = false)
class RawBodies {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> noParametersInBodies() {
        return factory -> factory.addConnectorCustomizers(connector -> connector.setParseBodyMethods(""));
    }
}
