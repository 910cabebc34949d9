package dev.trunkledger.query.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntityTagTest {

    private final EntityTag tag = new EntityTag(3);

    @Test
    void isTheVersionInQuotes() {
        assertThat(tag).hasToString("\"3\"");
    }

    @Test
    void isNamedStronglyWeaklyInListsAndByTheStar() {
        for (String header : List.of(
                "\"3\"",
                "W/\"3\"",
                "\"1\", \"3\"",
                "\"1\",W/\"2\" , W/\"3\"",
                "\"a,b\", \"3\"",
                "*",
                " * ",
                "\"\",\"3\"")) {
            assertThat(isNamedIn(header)).as(header).isTrue();
        }
        assertThat(isNamedIn("\"1\"", "\"3\"")).isTrue();
    }

    @Test
    void isNotNamedByAnythingElse() {
        for (String header :
                List.of("", "3", "\"33\"", "\"3", "3\"", "\"30\", \"13\"", "W/\"2\"", "\"*\"", "w3", "\" 3\"", "**")) {
            assertThat(isNamedIn(header)).as(header).isFalse();
        }
        assertThat(isNamedIn()).isFalse();
    }

    private boolean isNamedIn(String... headers) {
        return tag.isNamedIn(Collections.enumeration(List.of(headers)));
    }
}
