package dev.trunkledger.command.rest;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code trunkledger.commands.*}: how commands are taken.
 *
 * @param requireIfMatch whether a change of an existing credential needs {@code If-Match}
 */
@ConfigurationProperties("trunkledger.commands")
record CommandSettings(@DefaultValue("false") boolean requireIfMatch) {}
