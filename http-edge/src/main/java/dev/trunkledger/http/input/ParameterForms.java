package dev.trunkledger.http.input;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The forms that query parameters have. */
public final class ParameterForms {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,19}");
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    /** RFC 3339, section 5.6; Java's own reader would also take a time without seconds. */
    private static final Pattern TIMESTAMP =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)");

    private ParameterForms() {}

    public static ParameterForm<Integer> wholeNumber(int least, int most) {
        ParameterForm<Long> form = wholeNumber((long) least, most);
        return new ParameterForm<>(
                form.code(), form.expected(), text -> form.parse().apply(text).map(Long::intValue));
    }

    public static ParameterForm<Long> wholeNumber(long least, long most) {
        return new ParameterForm<>(
                "out-of-range",
                "a whole number from " + least + " to " + most,
                text -> digits(text).filter(number -> number >= least && number <= most));
    }

    /** Text without control characters, of which PostgreSQL cannot even hold NUL. Lengths are code points. */
    public static ParameterForm<String> text(int longest) {
        return new ParameterForm<>(
                "invalid-text",
                "1 to " + longest + " characters, none of them a control character or half of a pair",
                text -> Optional.of(text).filter(given -> isPlain(given, longest)));
    }

    public static ParameterForm<Boolean> flag() {
        return oneOf("true or false", text -> switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    public static ParameterForm<UUID> uuid() {
        return new ParameterForm<>(
                "invalid-uuid",
                "a UUID",
                text -> Optional.of(text)
                        .filter(given -> UUID_FORM.matcher(given).matches())
                        .map(UUID::fromString));
    }

    /** Rounded up to microseconds, the finest that is stored: before or from there, the same rows are meant. */
    public static ParameterForm<Instant> timestamp() {
        return timestamp(exact -> {
            Instant cut = exact.truncatedTo(ChronoUnit.MICROS);
            return cut.equals(exact) ? cut : cut.plus(1, ChronoUnit.MICROS);
        });
    }

    /** Cut to microseconds, the finest that is stored: up to there, the same rows are meant. */
    public static ParameterForm<Instant> moment() {
        return timestamp(exact -> exact.truncatedTo(ChronoUnit.MICROS));
    }

    private static ParameterForm<Instant> timestamp(UnaryOperator<Instant> rounded) {
        return new ParameterForm<>(
                "invalid-timestamp",
                "an RFC 3339 timestamp such as 2026-01-31T14:02:00Z, with a plus sign written as %2B",
                text -> instant(text).map(rounded));
    }

    public static <T> ParameterForm<T> oneOf(String expected, Function<String, Optional<T>> named) {
        return new ParameterForm<>("unknown-value", expected, named);
    }

    private static Optional<Long> digits(String text) {
        if (!WHOLE_NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean isPlain(String text, int longest) {
        return !text.isEmpty()
                && text.codePointCount(0, text.length()) <= longest
                && text.codePoints().noneMatch(ParameterForms::isUnusable);
    }

    private static boolean isUnusable(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }

    private static Optional<Instant> instant(String text) {
        if (!TIMESTAMP.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
