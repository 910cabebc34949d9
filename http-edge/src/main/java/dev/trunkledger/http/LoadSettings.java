package dev.trunkledger.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much is taken on.
 *
 * @param mostWaiting requests that may wait for a thread; beyond that they are answered 503 at once
 */
@ConfigurationProperties("trunkledger.load")
record LoadSettings(@DefaultValue("256") int mostWaiting) {}
