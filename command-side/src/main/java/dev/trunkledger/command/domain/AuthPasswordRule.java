package dev.trunkledger.command.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What a SIP password may look like; looks at it in passing and keeps nothing of it. */
public final class AuthPasswordRule {

    private static final TextRule TEXT = new TextRule(64, true);

    private AuthPasswordRule() {}

    /** @param password its code points, each time anew */
    public static List<ValueFault> faults(Supplier<IntStream> password) {
        List<ValueFault> faults = new ArrayList<>(TEXT.faults(password));
        if (password.get().findAny().isEmpty()) {
            faults.add(new ValueFault("too-short", "At least one character is required; null clears the password."));
        } else if (password.get().allMatch(c -> c == '*' || c == '\u2022')) {
            // What a form shows in a password's place: saved by mistake, it would lock the trunk out.
            faults.add(new ValueFault("masked", "This is a mask, not a password; leave it out or send the real one."));
        }
        return faults;
    }
}
