package dev.trunkledger.benchmark;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/**
 * How long everything takes.
 *
 * @param rounds of each kind, in turn, as a machine's speed changes by the minute
 * @param warmUp before anything counts: compiled code, filled caches
 * @param changes of a limit
 */
record Plan(int rounds, Duration round, Duration warmUp, int changes) {

    /** @throws IllegalArgumentException when an option is unknown or has no sensible value */
    static Plan of(List<String> args) {
        if (args.isEmpty() || !args.getFirst().equals("pacing")) {
            throw new IllegalArgumentException("Say which benchmark: pacing");
        }
        Plan plan = new Plan(5, Duration.ofSeconds(10), Duration.ofSeconds(40), 50);
        Iterator<String> options = args.listIterator(1);
        while (options.hasNext()) {
            plan = plan.with(options.next(), options);
        }
        return plan;
    }

    private Plan with(String option, Iterator<String> rest) {
        return switch (option) {
            case "--rounds" -> new Plan(number(option, rest), round, warmUp, changes);
            case "--seconds" -> new Plan(rounds, Duration.ofSeconds(number(option, rest)), warmUp, changes);
            case "--warm-up" -> new Plan(rounds, round, Duration.ofSeconds(number(option, rest)), changes);
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
