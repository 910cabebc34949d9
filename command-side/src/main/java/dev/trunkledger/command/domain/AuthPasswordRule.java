package dev.trunkledger.command.domain;

import java.util.ArrayList;
import java.util.List;

/** What a SIP password may look like; looks at it in passing and keeps nothing of it. */
public final class AuthPasswordRule {

    private static final TextRule TEXT = new TextRule(64, true);

    private AuthPasswordRule() {}

    public static List<ValueFault> faults(CharSequence password) {
        List<ValueFault> faults = new ArrayList<>(TEXT.faults(password));
        if (password.isEmpty()) {
            faults.add(new ValueFault("too-short", "At least one character is required; null clears the password."));
        } else if (password.chars().allMatch(c -> c == '*' || c == '\u2022')) {
            // What a form shows in a password's place: saved by mistake, it would lock the trunk out.
            faults.add(new ValueFault("masked", "This is a mask, not a password; leave it out or send the real one."));
        }
        return faults;
    }
}
