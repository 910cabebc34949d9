package dev.trunkledger.query.projection;

import dev.trunkledger.events.TrunkSettings;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text that a search looks through. */
public final class SearchWords {

    /** No field can hold a line break, so that nothing is found across two fields. */
    private static final String DIVIDER = "\n";

    private SearchWords() {}

    public static String of(TrunkSettings settings) {
        return Stream.of(settings.server(), settings.domain(), settings.authUser(), settings.description())
                .filter(Objects::nonNull)
                .map(SearchWords::fold)
                .collect(Collectors.joining(DIVIDER));
    }

    /** Letters without their case: the same here as for what is searched for. */
    public static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
