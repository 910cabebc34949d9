package dev.trunkledger.http;

import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What no property of Boot reaches in Tomcat. */
@Configuration(proxyBeanMethods = false)
class EdgeServer {

    @Bean
    WaitingRequests waitingRequests() {
        return new WaitingRequests();
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> edgeServerCustomizer(WaitingRequests waiting) {
        return factory -> {
            factory.addConnectorCustomizers(connector -> waiting.of(connector.getProtocolHandler()));
            factory.setProtocol(ForgetfulHttp11Protocol.class.getName());
            factory.addEngineValves(new SecretAnswers());
            factory.addContextCustomizers(context -> {
                if (context.getParent() instanceof StandardHost host) {
                    host.setErrorReportValveClass(ProblemReportValve.class.getName());
                }
            });
        };
    }
}
