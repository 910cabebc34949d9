package dev.trunkledger.command.eventstore;

import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.serialization.jackson3.Jackson3SerializerCustomizer;
import org.axonframework.springboot.autoconfig.AxonTimeoutAutoConfiguration;
import org.axonframework.springboot.autoconfig.JdbcAutoConfiguration;
import org.axonframework.springboot.autoconfig.UpdateCheckerAutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import tools.jackson.databind.jsontype.PolymorphicTypeValidator;

/**
 * Says what of Axon is used, instead of leaving it to what its auto-configuration finds. Left out are:
 *
 * <ul>
 *   <li>the update checker, which sends a machine id and the list of libraries to its maker;
 *   <li>the timeouts, which interrupt threads amid a commit: the database bounds its own work;
 *   <li>the tables for tokens and sagas, of which there are none: the relay keeps its position itself.
 * </ul>
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        exclude = {UpdateCheckerAutoConfiguration.class, AxonTimeoutAutoConfiguration.class, JdbcAutoConfiguration.class
        })
@PropertySource("classpath:dev/trunkledger/command/eventstore/axon.properties")
class AxonConfig {

    /** Without a transaction per command: it would hold a connection while the command waits for its lock. */
    @Bean
    SimpleCommandBus commandBus() {
        return SimpleCommandBus.builder().build();
    }

    /** Without this, no stored replay token of Axon's could be read back. */
    @Bean
    Jackson3SerializerCustomizer axonTypesAlone() {
        PolymorphicTypeValidator axon = BasicPolymorphicTypeValidator.builder()
                .allowIfBaseType("org.axonframework.")
                .allowIfSubType("org.axonframework.")
                .build();
        return builder -> builder.polymorphicTypeValidator(axon);
    }
}
