package dev.trunkledger.local;

import dev.trunkledger.http.LocalMode;
import dev.trunkledger.infrastructure.LoopbackPort;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.web.context.support.StandardServletEnvironment;

/** One side's Spring application, running in this process on ports of its own. */
final class Side implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final int port;
    private final int managementPort;

    private Side(ConfigurableApplicationContext context, int port, int managementPort) {
        this.context = context;
        this.port = port;
        this.managementPort = managementPort;
    }

    /**
     * @param name also the name of the side's configuration file, for each side has an application.yaml on this class path
     * @param foreign packages of libraries that only other sides use and that would configure themselves here too
     */
    static Side start(String name, Class<?> application, Map<String, String> settings, String... foreign) {
        int port = LoopbackPort.free();
        int managementPort = LoopbackPort.free();
        Map<String, Object> properties = new HashMap<>(settings);
        properties.put("TRUNKLEDGER_PORT", port);
        properties.put("TRUNKLEDGER_MANAGEMENT_PORT", managementPort);
        properties.put("TRUNKLEDGER_BIND_ADDRESS", "127.0.0.1");
        properties.put("spring.config.name", name);
        properties.put("spring.config.location", "classpath:/");
        properties.put("spring.autoconfigure.exclude", autoConfigurationsOf(foreign));
        SpringApplication side = new SpringApplication(application);
        side.setWebApplicationType(WebApplicationType.SERVLET);
        side.setMainApplicationClass(application);
        side.setEnvironment(new OwnEnvironment(properties));
        side.setRegisterShutdownHook(false); // the stack stops its parts in order
        side.addInitializers(context -> context.getBeanFactory().registerSingleton("localMode", new LocalMode()));
        try {
            return new Side(side.run(), port, managementPort);
        } catch (RuntimeException e) {
            throw new StackException("The " + name + " did not start: " + reason(e) + " The log tells more.", e);
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
        return String.valueOf(cause.getMessage()).strip().replaceAll("\\s+", " ");
    }

    /** Only what the stack says: neither the shell's environment nor system properties may make a difference. */
    private static final class OwnEnvironment extends StandardServletEnvironment {
        OwnEnvironment(Map<String, Object> properties) {
            getPropertySources().addFirst(new MapPropertySource("local-stack", properties));
        }

        @Override
        protected void customizePropertySources(MutablePropertySources sources) {
            // none of the usual ones
        }
    }

    private static String autoConfigurationsOf(String... packages) {
        return String.join(
                ",",
                ImportCandidates.load(AutoConfiguration.class, Side.class.getClassLoader()).getCandidates().stream()
                        .filter(name -> startsWithOneOf(name, packages))
                        .toList());
    }

    private static boolean startsWithOneOf(String name, String... prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    URI origin() {
        return URI.create("http://127.0.0.1:" + port);
    }

    URI management() {
        return URI.create("http://127.0.0.1:" + managementPort);
    }

    @Override
    public void close() {
        context.close();
    }
}
