package dev.trunkledger.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * What is measured, and how long everything takes.
 *
 * @param rounds of each kind, in turn, as a machine's speed changes by the minute
 * @param warmUp before anything counts: compiled code, filled caches
 * @param profile whether the sides record what they do
 * @param size how much smaller than the README's all data are: 1 for the README's, 1000 for a trial
 */
public record Plan(List<Part> parts, int rounds, Duration round, Duration warmUp, int size, boolean profile) {

    /** @throws IllegalArgumentException when a part or an option is unknown or has no sensible value */
    static Plan of(List<String> args) {
        Plan plan = new Plan(List.of(), 5, Duration.ofSeconds(10), Duration.ofSeconds(40), 1, false);
        Iterator<String> words = args.iterator();
        while (words.hasNext()) {
            String word = words.next();
            plan = word.startsWith("-") ? plan.with(word, words) : plan.with(word);
        }
        return plan.parts.isEmpty() ? plan.with(Arrays.asList(Part.values())) : plan;
    }

    /** For a moment, to see whether a benchmark works. */
    public static Plan trial() {
        Duration moment = Duration.ofMillis(400);
        return new Plan(List.of(), 1, moment, moment, 1_000, false);
    }

    private Plan with(String part) {
        List<Part> more = new ArrayList<>(parts);
        more.add(Arrays.stream(Part.values())
                .filter(known -> known.label().equals(part))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown benchmark " + part)));
        return with(more);
    }

    private Plan with(List<Part> others) {
        return new Plan(List.copyOf(others), rounds, round, warmUp, size, profile);
    }

    private Plan with(String option, Iterator<String> rest) {
        return switch (option) {
            case "--rounds" -> new Plan(parts, number(option, rest), round, warmUp, size, profile);
            case "--seconds" ->
                new Plan(parts, rounds, Duration.ofSeconds(number(option, rest)), warmUp, size, profile);
            case "--warm-up" -> new Plan(parts, rounds, round, Duration.ofSeconds(number(option, rest)), size, profile);
            case "--smaller" -> new Plan(parts, rounds, round, warmUp, number(option, rest), profile);
            case "--profile" -> new Plan(parts, rounds, round, warmUp, size, true);
            default -> throw new IllegalArgumentException("Unknown option " + option);
        };
    }

    private static int number(String option, Iterator<String> rest) {
        String value = rest.hasNext() ? rest.next() : "";
        if (!value.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException(option + " needs a number from 1 to 9999");
        }
        return Integer.parseInt(value);
    }
}
