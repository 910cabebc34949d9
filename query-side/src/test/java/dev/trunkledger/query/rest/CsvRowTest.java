package dev.trunkledger.query.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowTest {

    @Test
    void quotesWhatWouldEndACell() {
        assertThat(CsvRow.of(Arrays.asList("plain", null, 7L, "a,b", "say \"no\"", "two\nlines", "two\rlines", " x")))
                .isEqualTo("plain,,7,\"a,b\",\"say \"\"no\"\"\",\"two\nlines\",\"two\rlines\",\" x\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+49 30 1234",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "＝1",
                "＋1",
                "－1",
                "＠A1",
                "  =1",
                "\u00A0=1",
                "\uFEFF=1",
                "\u3000＝1"
            })
    void makesTextOfWhatWouldBeginAFormula(String cell) {
        String row = CsvRow.of(Arrays.asList("x", cell));
        assertThat(row.replace("\"", "")).isEqualTo("x,'" + cell + "\r\n");
    }

    @Test
    void keepsAFormulaBehindAQuoteInItsCell() {
        assertThat(CsvRow.of(Arrays.asList("=HYPERLINK(\"http://x\",\"y\")")))
                .isEqualTo("\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=b", "'quoted", "1-2", "a@b.example", "", "[{\"field\":1}]"})
    void leavesOtherTextAsItIs(String cell) {
        assertThat(CsvRow.of(Arrays.asList(cell)).replace("\"\"", "\""))
                .contains(cell)
                .doesNotStartWith("''");
        assertThat(CsvRow.of(Arrays.asList(cell))).doesNotStartWith("'" + cell + "'");
    }
}
