package dev.trunkledger.system.supply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class AdvisoriesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    [11.0.0-M1,11.0.27]      | 11.0.27    | true
                    [11.0.0-M1,11.0.27]      | 11.0.0     | true
                    [11.0.0-M1,11.0.27]      | 11.0.0-M21 | true
                    [11.0.0-M5,11.0.27]      | 11.0.0-M1  | false
                    [11.0.0-M1,11.0.27]      | 11.0.29    | false
                    [11.0.0-M1,11.0.27]      | 10.1.61    | false
                    [42.7.4,42.7.12)         | 42.7.12    | false
                    [42.7.4,42.7.12)         | 42.7.11    | true
                    [42.7.4,42.7.12)         | 42.7.9     | true
                    (,1.5.7-14)              | 1.5.7-13   | true
                    (,1.5.7-14)              | 1.5.6-10   | true
                    (,1.5.7-14)              | 1.5.7-28   | false
                    (,1.1.10.9)              | 1.1.10.7   | true
                    (,1.1.10.9)              | 1.1.10.10  | false
                    (1.0,)                   | 1.0        | false
                    (1.0,)                   | 1.0.1      | true
                    [9.38-rc1,10.0.2)        | 9.38       | true
                    [3.0.0,3.1.5),[3.2.0,3.2.1) | 3.2.0   | true
                    [3.0.0,3.1.5),[3.2.0,3.2.1) | 3.1.7   | false
                    """)
    void knowsWhichVersionsARangeHolds(String range, String version, boolean holds) {
        assertThat(VersionRange.of(range).contains(version)).isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.0", "[1.0]", "< 1.0", "[1.0,2.0", "[1.0,2.0) and more", "[1.0,2.0)(3.0,4.0)"})
    void refusesWhatIsNoRange(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> VersionRange.of(text));
    }

    @Test
    void findsAVulnerableVersionOfALibrary() throws IOException {
        List<Component> components = List.of(
                component("org.postgresql:postgresql", "42.7.10"),
                component("org.postgresql:postgresql", "42.7.14"),
                component("org.apache.tomcat.embed:tomcat-embed-core", "11.0.20"),
                component("org.apache.tomcat.embedded:tomcat-embed-core", "11.0.20"));

        assertThat(Advisories.read().open(components))
                .extracting(finding ->
                        finding.advisory().id() + " " + finding.component().version())
                .contains("CVE-2026-42198 42.7.10", "CVE-2026-54291 42.7.10", "CVE-2026-41293 11.0.20")
                .noneMatch(finding -> finding.endsWith(" 42.7.14"));
    }

    @Test
    void anExcuseIsForOneVersionAndEndsWithIt() {
        Advisories advisories = Advisories.of(JsonMapper.shared().readTree("""
                {"asOf": "2026-01-31",
                 "advisories": [{"id": "CVE-1", "library": "a:b", "affected": "[1.0,2.0)", "source": "s"}],
                 "notReachable": [{"id": "CVE-1", "version": "1.1", "because": "unused"}]}
                """));

        assertThat(advisories.open(List.of(component("a:b", "1.1")))).isEmpty();
        assertThat(advisories.needless(List.of(component("a:b", "1.1")))).isEmpty();
        assertThat(advisories.open(List.of(component("a:b", "1.2")))).hasSize(1);
        assertThat(advisories.needless(List.of(component("a:b", "1.2")))).hasSize(1);
        assertThat(advisories.needless(List.of(component("a:b", "2.0")))).hasSize(1);
    }

    @Test
    void everyAdvisoryHasAnIdOfItsOwnAndSaysWhereItIsFrom() throws IOException {
        Advisories advisories = Advisories.read();

        assertThat(advisories.all())
                .hasSizeGreaterThan(80)
                .allSatisfy(advisory -> {
                    assertThat(advisory.id()).matches("CVE-\\d{4}-\\d{4,}|GHSA(-[23456789cfghjmpqrvwx]{4}){3}");
                    assertThat(advisory.source()).isNotBlank();
                })
                .extracting(Advisories.Advisory::id)
                .doesNotHaveDuplicates();
        assertThat(advisories.notReachable())
                .allSatisfy(excuse -> assertThat(excuse.because()).isNotBlank());
    }

    private static Component component(String library, String version) {
        return new Component(library, version, Set.of());
    }
}
