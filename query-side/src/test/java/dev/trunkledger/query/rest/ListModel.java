package dev.trunkledger.query.rest;

import dev.trunkledger.events.CredentialDeleted;
import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.events.TrunkSettings;
import dev.trunkledger.query.testing.Trunk;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the list should answer, worked out in memory from the events and from the query as the caller wrote it. */
record ListModel(List<Trunk> trunks) {

    private static final Map<String, Function<PublicCredential, String>> KEYS = Map.of(
            "lastUpdateTime", credential -> fixedWidth(credential.lastUpdateTime()),
            "createdTime", credential -> fixedWidth(credential.createdTime()),
            "server", credential -> credential.settings().server(),
            "description",
                    credential -> Optional.ofNullable(credential.settings().description())
                            .orElse(""));

    /** Ids in order. */
    List<String> ids(Map<String, String> query) {
        String sort = query.getOrDefault("sort", "-createdTime");
        boolean descending = sort.startsWith("-");
        Comparator<PublicCredential> order = Comparator.comparing(
                        KEYS.get(descending ? sort.substring(1) : sort), ListModel::byCodePoint)
                // As bytes are compared: Java's own order of UUIDs takes their halves as signed.
                .thenComparing(credential -> credential.id().toString());
        return trunks.stream()
                .filter(trunk -> "true".equals(query.get("includeDeleted")) || !isDeleted(trunk))
                .map(trunk -> PublicCredential.after(trunk.last().event()))
                .filter(credential -> query.entrySet().stream()
                        .allMatch(parameter -> passes(credential, parameter.getKey(), parameter.getValue())))
                .sorted(descending ? order.reversed() : order)
                .map(credential -> credential.id().toString())
                .toList();
    }

    static boolean isDeleted(Trunk trunk) {
        return trunk.last().event() instanceof CredentialDeleted;
    }

    private static boolean passes(PublicCredential credential, String parameter, String value) {
        return switch (parameter) {
            case "search" -> holds(credential.settings(), value);
            case "transport" -> credential.settings().transport().wireName().equals(value);
            case "source" -> credential.source().wireName().equals(value);
            case "cpsKey" -> value.equals(credential.settings().cpsKey());
            case "providerId" -> value.equals(String.valueOf(credential.providerId()));
            case "updatedSince" -> !credential.lastUpdateTime().isBefore(Instant.parse(value));
            case "sort", "includeDeleted" -> true;
            default -> throw new IllegalArgumentException(parameter);
        };
    }

    private static boolean holds(TrunkSettings settings, String search) {
        return Stream.of(settings.server(), settings.domain(), settings.authUser(), settings.description())
                .filter(Objects::nonNull)
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(search.toLowerCase(Locale.ROOT)));
    }

    /** Java compares UTF-16 units, which puts an emoji before U+FFFD. */
    private static int byCodePoint(String a, String b) {
        return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
    }

    private static String fixedWidth(Instant time) {
        return String.valueOf(time.toEpochMilli() * 1000 + time.getNano() / 1000 % 1000);
    }
}
