package dev.trunkledger.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Profiles;

/** Refuses to start with settings that would let anybody in, before anything connects or listens. */
final class StartSafety implements BeanFactoryPostProcessor {

    private static final Set<String> DEFAULT_PASSWORDS = Set.of(
            "changeit",
            "changeme",
            "postgres",
            "password",
            "passw0rd",
            "secret",
            "trunkledger",
            "admin",
            "root",
            "test",
            "default",
            "example",
            "123456",
            "12345678");

    private static final int PRODUCTION_PASSWORD_LENGTH = 16;

    private final ConfigurableEnvironment environment;

    StartSafety(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        if (beans.getBeanNamesForType(LocalMode.class, false, false).length > 0) {
            return;
        }
        boolean production = environment.acceptsProfiles(Profiles.of("production"));
        checkTokens(Binder.get(environment).bindOrCreate("trunkledger.security", SecuritySettings.class), production);
        passwords().forEach((name, password) -> checkPassword(name, password, production));
    }

    private static void checkTokens(SecuritySettings security, boolean production) {
        refuse(security.issuer().isBlank(), "TRUNKLEDGER_ISSUER must name the issuer of the accepted tokens");
        refuse(
                security.issuer().equals(LocalMode.ISSUER),
                "TRUNKLEDGER_ISSUER is the local stack's, whose tokens anybody on the machine can mint");
        refuse(security.audience().isBlank(), "TRUNKLEDGER_AUDIENCE must not be empty");
        refuse(security.jwkSetUri().isBlank(), "TRUNKLEDGER_JWK_SET_URI must say where the issuer's public keys are");
        URI keys = keysUri(security.jwkSetUri());
        switch (String.valueOf(keys.getScheme())) {
            case "https", "file" -> {}
            case "http" ->
                refuse(
                        production || !(security.allowInsecureJwkSet() || isLoopback(keys)),
                        "TRUNKLEDGER_JWK_SET_URI must be https: over plain http anybody on the way can put keys in");
            default -> refuse(true, "TRUNKLEDGER_JWK_SET_URI must begin with https: or file:");
        }
    }

    private static void checkPassword(String name, String password, boolean production) {
        refuse(password.isBlank(), name + " must not be empty");
        refuse(
                DEFAULT_PASSWORDS.contains(password.toLowerCase(Locale.ROOT)),
                name + " is a default that anybody would try first; set one of your own");
        refuse(
                production && password.length() < PRODUCTION_PASSWORD_LENGTH,
                name + " must have " + PRODUCTION_PASSWORD_LENGTH + " characters or more in production");
    }

    /** Every property of Spring's or ours that ends in "password", with its resolved value. */
    private Map<String, String> passwords() {
        Map<String, String> passwords = new TreeMap<>();
        for (var source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> enumerable) {
                for (String name : enumerable.getPropertyNames()) {
                    if (isPassword(name)) {
                        passwords.put(name, environment.getProperty(name, ""));
                    }
                }
            }
        }
        return passwords;
    }

    private static boolean isPassword(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith("password") && (lower.startsWith("spring") || lower.startsWith("trunkledger"));
    }

    private static URI keysUri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new UnsafeStartException("TRUNKLEDGER_JWK_SET_URI is not a URI.");
        }
    }

    private static boolean isLoopback(URI uri) {
        try {
            return uri.getHost() != null && InetAddress.getByName(uri.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static void refuse(boolean unsafe, String sentence) {
        if (unsafe) {
            throw new UnsafeStartException(sentence + ".");
        }
    }
}
