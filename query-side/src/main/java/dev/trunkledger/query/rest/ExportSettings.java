package dev.trunkledger.query.rest;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many exports run in this process.
 *
 * @param atOnce of all organisations: each keeps a thread, and a connection to the database now and then
 * @param atOnceEach of one organisation, so that none keeps the others from theirs
 */
@ConfigurationProperties("trunkledger.export")
record ExportSettings(
        @DefaultValue("6") int atOnce, @DefaultValue("2") int atOnceEach) {}
