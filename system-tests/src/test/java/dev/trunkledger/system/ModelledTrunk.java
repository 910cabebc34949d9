package dev.trunkledger.system;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one credential should look like after each command, told as simply as the contract tells it. */
final class ModelledTrunk {

    /** A credential at one version; of the secret its version counts, and nobody but the model knows its value. */
    record Version(
            String action,
            Map<String, @Nullable Object> settings,
            @Nullable Integer secret,
            boolean deleted) {

        /** What a diff compares, by field. */
        Map<String, @Nullable Object> compared() {
            Map<String, @Nullable Object> all = new java.util.HashMap<>(settings);
            all.put("authPassword", secret == null ? null : "secret v" + secret);
            return all;
        }
    }

    private final List<Version> versions = new ArrayList<>();
    private final List<String> passwords = new ArrayList<>();
    private final Set<Integer> destroyed = new HashSet<>();
    private int reveals;

    ModelledTrunk(Map<String, @Nullable Object> settings, @Nullable String password) {
        versions.add(new Version("created", settings, enter(password), false));
    }

    long version() {
        return versions.size();
    }

    Version at(long version) {
        return versions.get((int) version - 1);
    }

    Version now() {
        return versions.getLast();
    }

    int reveals() {
        return reveals;
    }

    @Nullable
    String password() {
        Integer secret = now().secret();
        return secret == null ? null : passwords.get(secret - 1);
    }

    /** @param secret what the request says of it */
    int replace(Map<String, @Nullable Object> settings, RequestedPassword secret) {
        Version before = now();
        if (before.deleted()) {
            return 410;
        }
        if (before.secret() != null && secret instanceof RequestedPassword.Omitted) {
            return 422;
        }
        boolean elsewhere = !Objects.equals(before.settings().get("server"), settings.get("server"))
                || !Objects.equals(before.settings().get("transport"), settings.get("transport"));
        if (before.secret() != null && secret instanceof RequestedPassword.Kept && elsewhere) {
            return 422;
        }
        Integer after = switch (secret) {
            case RequestedPassword.Omitted _, RequestedPassword.Cleared _ -> null;
            case RequestedPassword.Kept _ -> before.secret();
            case RequestedPassword.Given(String value) -> value.equals(password()) ? before.secret() : enter(value);
        };
        return move(new Version("replaced", settings, after, false));
    }

    int delete() {
        if (now().deleted()) {
            return 410;
        }
        versions.add(new Version("deleted", now().settings(), now().secret(), true));
        return 204;
    }

    int erase() {
        if (!now().deleted()) {
            return 409;
        }
        if (!now().action().equals("erased")) {
            for (int secret = 1; secret <= passwords.size(); secret++) {
                destroyed.add(secret);
            }
            versions.add(new Version("erased", now().settings(), null, true));
        }
        return 204;
    }

    int restore(long version, boolean withoutPassword) {
        if (version > version()) {
            return 422;
        }
        Version wanted = at(version);
        if (!withoutPassword && wanted.secret() != null && destroyed.contains(wanted.secret())) {
            return 409;
        }
        return move(new Version("restored", wanted.settings(), withoutPassword ? null : wanted.secret(), false));
    }

    int reveal() {
        if (now().deleted()) {
            return 410;
        }
        if (now().secret() == null) {
            return 409;
        }
        reveals++;
        return 200;
    }

    /** What is as it was already is no new version. */
    private int move(Version after) {
        Version before = now();
        boolean same = !before.deleted()
                && before.settings().equals(after.settings())
                && Objects.equals(before.secret(), after.secret());
        if (!same) {
            versions.add(after);
        }
        return 200;
    }

    private @Nullable Integer enter(@Nullable String password) {
        if (password == null) {
            return null;
        }
        passwords.add(password);
        return passwords.size();
    }
}
