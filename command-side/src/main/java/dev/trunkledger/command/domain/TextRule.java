package dev.trunkledger.command.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What a free text may look like. Lengths count Unicode code points, not the UTF-16 units of a Java string.
 *
 * @param blankAllowed whether it may be empty or consist of white space alone
 */
record TextRule(int longest, boolean blankAllowed) {

    /** @param text its code points, each time anew; a supplier, so that a password need not become a String */
    List<ValueFault> faults(Supplier<IntStream> text) {
        List<ValueFault> faults = new ArrayList<>();
        if (text.get().count() > longest) {
            faults.add(new ValueFault("too-long", "At most " + longest + " characters are allowed."));
        }
        if (!blankAllowed && text.get().allMatch(TextRule::isWhiteSpace)) {
            faults.add(new ValueFault("blank", "It must not be empty or blank; leave it out or send null instead."));
        }
        if (text.get().anyMatch(TextRule::isControl)) {
            faults.add(new ValueFault("control-character", "Control characters are not allowed."));
        }
        if (text.get().anyMatch(TextRule::isSurrogate)) {
            faults.add(new ValueFault("malformed-unicode", "Half of a surrogate pair stands alone."));
        }
        return faults;
    }

    /** Java's two notions together are Unicode's: one leaves out the no-break spaces, the other the tab. */
    static boolean isWhiteSpace(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint) || codePoint == 0x85;
    }

    /** C0, DEL and C1: a line break in any of them could split a SIP header. */
    private static boolean isControl(int codePoint) {
        return Character.isISOControl(codePoint);
    }

    /** Code points pair what can be paired, so any surrogate left over is a lone one, which UTF-8 cannot hold. */
    private static boolean isSurrogate(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE;
    }
}
