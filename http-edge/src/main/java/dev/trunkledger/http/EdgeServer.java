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
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> edgeServerCustomizer() {
        return factory -> {
            // A recycled buffer would keep a password until the next long request overwrites it. One more of these
            // settings, server.tomcat.processor-cache, is among the defaults in http-edge.yaml.
            factory.setProtocol(ForgetfulHttp11Protocol.class.getName());
            factory.addConnectorCustomizers(connector -> {
                connector.setProperty("socket.bufferPool", "0");
                connector.setProperty("socket.processorCache", "0");
            });
            factory.addContextCustomizers(context -> {
                if (context.getParent() instanceof StandardHost host) {
                    host.setErrorReportValveClass(ProblemReportValve.class.getName());
                }
            });
        };
    }
}
