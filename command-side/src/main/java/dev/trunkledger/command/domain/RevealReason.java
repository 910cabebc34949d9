package dev.trunkledger.command.domain;

import java.util.ArrayList;
import java.util.List;

/** Why somebody wants to see a password, in words for those who read the audit trail. */
public final class RevealReason {

    private static final TextRule TEXT = new TextRule(500, true);

    private RevealReason() {}

    public static List<ValueFault> faults(String reason) {
        List<ValueFault> faults = new ArrayList<>(TEXT.faults(reason::codePoints));
        if (reason.codePoints().allMatch(TextRule::isWhiteSpace)) {
            faults.add(new ValueFault("blank", "Say why the password is needed."));
        }
        return faults;
    }
}
