package dev.trunkledger.system.supply;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The known weaknesses of libraries like ours, from {@code advisories.json}.
 *
 * @param asOf the day on which they were looked up
 * @param notReachable of those that a library of ours has, the ones that nobody can make use of here
 */
record Advisories(LocalDate asOf, List<Advisory> all, List<NotReachable> notReachable) {

    /**
     * @param id CVE or GHSA
     * @param library group and artifact, where the artifact may be {@code *}
     * @param source who says so
     */
    record Advisory(String id, String library, VersionRange affected, String source) {

        boolean affects(Component component) {
            String[] name = library.split(":", 2);
            boolean meant = name[1].equals("*")
                    ? component.library().startsWith(name[0] + ":")
                    : component.library().equals(library);
            return meant && affected.contains(component.version());
        }
    }

    /** @param version for which alone that was judged: another one has to be judged anew */
    record NotReachable(String id, String version, String because) {}

    /** An advisory that a component falls under. */
    record Finding(Advisory advisory, Component component) {

        boolean isExcused(NotReachable excuse) {
            return excuse.id().equals(advisory.id()) && excuse.version().equals(component.version());
        }
    }

    static Advisories read() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(Advisories.class.getResourceAsStream("/advisories.json"), "advisories.json")) {
            return of(JsonMapper.shared().readTree(file));
        }
    }

    static Advisories of(JsonNode document) {
        return new Advisories(
                LocalDate.parse(document.required("asOf").stringValue()),
                document.required("advisories")
                        .valueStream()
                        .map(each -> new Advisory(
                                text(each, "id"),
                                text(each, "library"),
                                VersionRange.of(text(each, "affected")),
                                text(each, "source")))
                        .toList(),
                document.required("notReachable")
                        .valueStream()
                        .map(each -> new NotReachable(text(each, "id"), text(each, "version"), text(each, "because")))
                        .toList());
    }

    private static String text(JsonNode node, String member) {
        return node.required(member).stringValue();
    }

    /** All that is known against the components, excused or not. */
    List<Finding> findings(List<Component> components) {
        return components.stream()
                .flatMap(component -> all.stream()
                        .filter(advisory -> advisory.affects(component))
                        .map(advisory -> new Finding(advisory, component)))
                .toList();
    }

    List<Finding> open(List<Component> components) {
        return findings(components).stream()
                .filter(finding -> notReachable.stream().noneMatch(finding::isExcused))
                .toList();
    }

    /** Excuses for what is not so any more. */
    Stream<NotReachable> needless(List<Component> components) {
        List<Finding> findings = findings(components);
        return notReachable.stream()
                .filter(excuse -> findings.stream().noneMatch(finding -> finding.isExcused(excuse)));
    }
}
