package dev.trunkledger.query.rest;

import dev.trunkledger.events.CredentialDeleted;
import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.events.SecretsErased;
import dev.trunkledger.events.TrunkSettings;
import dev.trunkledger.events.wire.SealedEvent;
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
import org.jspecify.annotations.Nullable;

/**
 * What the list should answer, worked out in memory from the events and from the query as the caller wrote it.
 *
 * @param histories the events of each credential, oldest first, none of them empty
 */
record ListModel(List<List<SealedEvent>> histories) {

    private static final Map<String, Function<PublicCredential, String>> KEYS = Map.of(
            "lastUpdateTime", credential -> fixedWidth(credential.lastUpdateTime()),
            "createdTime", credential -> fixedWidth(credential.createdTime()),
            "server", credential -> credential.settings().server(),
            "description",
                    credential -> Optional.ofNullable(credential.settings().description())
                            .orElse(""));

    static ListModel of(List<Trunk> trunks) {
        return new ListModel(trunks.stream().map(Trunk::events).toList());
    }

    /** As a model of that time would have been made. */
    ListModel asOf(Instant time) {
        return new ListModel(histories.stream()
                .map(history -> upTo(history, time))
                .filter(history -> !history.isEmpty())
                .toList());
    }

    /** The events that had happened by then, those of that very time included. */
    static List<SealedEvent> upTo(List<SealedEvent> history, Instant time) {
        return history.stream()
                .filter(link -> !link.event().envelope().occurredTime().isAfter(time))
                .toList();
    }

    /** When the credential was deleted, as the last of the events leaves it; null when it is not. */
    static @Nullable Instant deletedTime(List<SealedEvent> history) {
        if (!isDeleted(history)) {
            return null;
        }
        return history.stream()
                .map(SealedEvent::event)
                .filter(CredentialDeleted.class::isInstance)
                .map(event -> event.envelope().occurredTime())
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    /** Ids in order. */
    List<String> ids(Map<String, String> query) {
        String sort = query.getOrDefault("sort", "-createdTime");
        boolean descending = sort.startsWith("-");
        Comparator<PublicCredential> order = Comparator.comparing(
                        KEYS.get(descending ? sort.substring(1) : sort), ListModel::byCodePoint)
                // As bytes are compared: Java's own order of UUIDs takes their halves as signed.
                .thenComparing(credential -> credential.id().toString());
        return histories.stream()
                .filter(history -> "true".equals(query.get("includeDeleted")) || !isDeleted(history))
                .map(history -> PublicCredential.after(history.getLast().event()))
                .filter(credential -> query.entrySet().stream()
                        .allMatch(parameter -> passes(credential, parameter.getKey(), parameter.getValue())))
                .sorted(descending ? order.reversed() : order)
                .map(credential -> credential.id().toString())
                .toList();
    }

    static boolean isDeleted(List<SealedEvent> history) {
        return switch (history.getLast().event()) {
            case CredentialDeleted _, SecretsErased _ -> true;
            default -> false;
        };
    }

    private static boolean passes(PublicCredential credential, String parameter, String value) {
        return switch (parameter) {
            case "search" -> holds(credential.settings(), value);
            case "transport" -> credential.settings().transport().wireName().equals(value);
            case "source" -> credential.source().wireName().equals(value);
            case "cpsKey" -> value.equals(credential.settings().cpsKey());
            case "providerId" -> value.equals(String.valueOf(credential.providerId()));
            case "updatedSince" -> !credential.lastUpdateTime().isBefore(Instant.parse(value));
            case "sort", "includeDeleted", "asOf" -> true;
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
