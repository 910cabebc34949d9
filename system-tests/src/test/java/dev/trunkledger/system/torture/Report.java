package dev.trunkledger.system.torture;

import dev.trunkledger.system.torture.Fault.Kind;
import dev.trunkledger.system.torture.Operation.Outcome;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was done and what came out, told as it goes on and summed up at the end. */
final class Report {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final int SHOWN = 10;

    private final long seed;
    private final Map<String, Integer> faults = new TreeMap<>();
    private final Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
    private final Map<Outcome, Long> operations = new EnumMap<>(Outcome.class);
    private final List<Duration> recoveries = new ArrayList<>();
    private final Map<String, Integer> checks = new LinkedHashMap<>();
    private final Map<String, List<String>> violations = new LinkedHashMap<>();
    private int runs;
    private long events;
    private long calls;
    private long reads;
    private long shown;

    Report(long seed) {
        this.seed = seed;
    }

    void runStarts() {
        runs++;
        if (runs == 1) {
            Faults.impossible().forEach(reason -> tell("here " + reason));
        }
        tell("run " + runs + ": starting PostgreSQL, Kafka, command side, query side and two of call pacing");
    }

    int runs() {
        return runs;
    }

    void begins(String fault) {
        tell("  " + fault);
    }

    void round(List<Fault> together, Duration recovery) {
        for (Fault fault : together) {
            faults.merge(fault.name(), 1, Integer::sum);
            kinds.merge(fault.kind(), 1, Integer::sum);
        }
        recoveries.add(recovery);
        tell("    well again after %.1f s".formatted(recovery.toMillis() / 1e3));
    }

    /** How many there were of these kinds together. */
    int count(Kind... wanted) {
        return Arrays.stream(wanted)
                .mapToInt(kind -> kinds.getOrDefault(kind, 0))
                .sum();
    }

    /**
     * @param answers that readers got
     * @param passwords that were shown to those who may see them
     */
    void reads(long answers, long passwords) {
        reads += answers;
        shown += passwords;
    }

    /** @param byOutcome before anybody asked again */
    void operations(Map<Outcome, Long> byOutcome) {
        byOutcome.forEach((outcome, number) -> operations.merge(outcome, number, Long::sum));
    }

    void events(long number) {
        events += number;
    }

    void calls(long granted) {
        calls += granted;
    }

    void violations(String promise, Collection<String> found) {
        checks.merge(promise, 1, Integer::sum);
        tell("  " + (found.isEmpty() ? "kept: " : "BROKEN: ") + promise);
        if (!found.isEmpty()) {
            found.stream().limit(SHOWN).forEach(one -> tell("    " + one));
            violations.computeIfAbsent(promise, _ -> new ArrayList<>()).addAll(found);
        }
    }

    Map<String, List<String>> violations() {
        return violations;
    }

    /** As Markdown. */
    String summary() {
        StringBuilder text = new StringBuilder();
        text.append("Seed %d, %d runs, %d faults in %d rounds.%n%n"
                .formatted(
                        seed,
                        runs,
                        faults.values().stream().mapToInt(Integer::intValue).sum(),
                        recoveries.size()));
        text.append(kinds.entrySet().stream()
                        .map(kind -> kind.getValue() + " " + kind.getKey().inWords())
                        .collect(Collectors.joining(", ")))
                .append("%n%n".formatted());
        text.append("%,d operations: %,d done, %,d refused, and %,d without an answer when the last fault ended;"
                .formatted(
                        operations.values().stream().mapToLong(Long::longValue).sum(),
                        number(Outcome.DONE),
                        number(Outcome.REFUSED),
                        number(Outcome.UNKNOWN)));
        text.append(" %,d events; %,d calls granted; %,d answers read;".formatted(events, calls, reads));
        text.append(" %,d passwords shown.%n".formatted(shown));
        List<Duration> sorted = recoveries.stream().sorted().toList();
        if (!sorted.isEmpty()) {
            text.append("Well again after %.1f s in the middle, %.1f s at most.%n"
                    .formatted(
                            sorted.get(sorted.size() / 2).toMillis() / 1e3,
                            sorted.getLast().toMillis() / 1e3));
        }
        text.append("%n| promise | checked | broken |%n| --- | --- | --- |%n".formatted());
        checks.forEach((promise, times) -> text.append("| %s | %d | %d |%n"
                .formatted(
                        promise,
                        times,
                        violations.getOrDefault(promise, List.of()).size())));
        text.append("%n| fault | times |%n| --- | --- |%n".formatted());
        faults.forEach((fault, times) -> text.append("| %s | %d |%n".formatted(fault, times)));
        return text.toString();
    }

    private long number(Outcome outcome) {
        return operations.getOrDefault(outcome, 0L);
    }

    private static void tell(String line) {
        System.out.println(CLOCK.format(LocalTime.now()) + " " + line);
    }
}
