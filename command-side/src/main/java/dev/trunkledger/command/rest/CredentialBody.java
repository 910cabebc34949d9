package dev.trunkledger.command.rest;

import dev.trunkledger.command.domain.AuthPasswordRule;
import dev.trunkledger.command.domain.RequestedSettings;
import dev.trunkledger.command.domain.SettingsRules;
import dev.trunkledger.events.TrunkSettings;
import dev.trunkledger.http.FieldFault;
import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a POST or PUT asks for. Closing it wipes the password.
 *
 * @param providerId as it was sent, unchecked
 */
record CredentialBody(
        RequestedSettings requested,
        RequestedSecret secret,
        @Nullable String providerId) implements AutoCloseable {

    /** {@link UUID#fromString} would also take parts that are too short. */
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}");

    /** Answers 422 with every fault of every member. */
    void refuseFaults() {
        List<FieldFault> faults = new ArrayList<>();
        SettingsRules.faults(requested)
                .forEach(fault -> faults.add(new FieldFault(fault.pointer(), fault.code(), fault.message())));
        if (secret instanceof RequestedSecret.Given(var password)) {
            AuthPasswordRule.faults(password::codePoints)
                    .forEach(fault -> faults.add(new FieldFault("/authPassword", fault.code(), fault.message())));
        }
        if (providerId != null && !UUID_FORM.matcher(providerId).matches()) {
            faults.add(new FieldFault("/providerId", "invalid-uuid", "It must be a UUID."));
        }
        if (!faults.isEmpty()) {
            throw new ProblemException(ProblemType.VALIDATION_FAILED, detail(faults.size())).withErrors(faults);
        }
    }

    TrunkSettings settings() {
        return SettingsRules.settings(requested);
    }

    @Nullable
    UUID provider() {
        return providerId == null ? null : UUID.fromString(providerId);
    }

    @Override
    public void close() {
        secret.close();
    }

    @Override
    public String toString() {
        return "CredentialBody[***]";
    }

    private static String detail(int faults) {
        return faults == 1
                ? "One rule is broken; errors says which."
                : faults + " rules are broken; errors lists them.";
    }
}
