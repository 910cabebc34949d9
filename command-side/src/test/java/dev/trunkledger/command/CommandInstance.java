package dev.trunkledger.command;

import dev.trunkledger.command.aggregate.CommandOutcome;
import dev.trunkledger.command.aggregate.CredentialCommands;
import dev.trunkledger.command.domain.CommandContext;
import dev.trunkledger.command.domain.CreateSipCredential;
import dev.trunkledger.command.domain.CredentialCommand;
import dev.trunkledger.command.domain.DeleteSipCredential;
import dev.trunkledger.command.domain.EraseSecrets;
import dev.trunkledger.command.domain.ExpectedVersion;
import dev.trunkledger.command.domain.RestoreSipCredential;
import dev.trunkledger.command.domain.SecretChange;
import dev.trunkledger.command.domain.UpdateSipCredential;
import dev.trunkledger.command.eventstore.CommandAttachments;
import dev.trunkledger.command.eventstore.IdempotencyClaim;
import dev.trunkledger.command.secret.EnteredSecret;
import dev.trunkledger.command.secret.NewCredentialKey;
import dev.trunkledger.command.secret.PlainSecret;
import dev.trunkledger.command.secret.SecretVault;
import dev.trunkledger.events.EventActor;
import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.events.Transport;
import dev.trunkledger.events.TrunkSettings;
import dev.trunkledger.infrastructure.TrunkledgerDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** One instance of the command side, to which commands are sent as REST would send them. */
public final class CommandInstance implements AutoCloseable {

    public static final String ORG = "acme";
    private static final EventActor ALICE = new EventActor("alice", "console", "192.0.2.7", "curl", null, "r-1", null);

    private final ConfigurableApplicationContext context;

    CommandInstance(TrunkledgerDatabase database, Path kekFile, String... settings) {
        context = new SpringApplicationBuilder(Wiring.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.config.name=command-side",
                        "spring.main.banner-mode=off",
                        "TRUNKLEDGER_DB_URL=" + database.jdbcUrl(),
                        "TRUNKLEDGER_DB_PASSWORD=" + database.command().password(),
                        "TRUNKLEDGER_DB_OWNER_PASSWORD="
                                + database.commandOwner().password(),
                        "TRUNKLEDGER_KEK_FILE=" + kekFile,
                        "TRUNKLEDGER_KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:9")
                .run(settings);
    }

    public ApplicationContext beans() {
        return context;
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    public CommandOutcome create(UUID id, TrunkSettings settings) {
        NewCredentialKey key = get(SecretVault.class).newKey(ORG, id);
        return send(
                new CreateSipCredential(id, context(), settings, new SecretChange.Omitted(), null),
                new CommandAttachments(key, null, null, null));
    }

    public CommandOutcome create(UUID id, TrunkSettings settings, String password, @Nullable IdempotencyClaim claim) {
        NewCredentialKey key = get(SecretVault.class).newKey(ORG, id);
        try (PlainSecret plain = PlainSecret.of(password.toCharArray());
                EnteredSecret entered = key.enter(plain)) {
            return send(
                    new CreateSipCredential(
                            id, context(), settings, new SecretChange.Enter(entered.fingerprint()), null),
                    new CommandAttachments(key, entered, claim, null));
        }
    }

    public CommandOutcome replace(UUID id, @Nullable Long expectedVersion, TrunkSettings settings) {
        return replace(id, expectedVersion, settings, (IdempotencyClaim) null);
    }

    public CommandOutcome replace(
            UUID id, @Nullable Long expectedVersion, TrunkSettings settings, @Nullable IdempotencyClaim claim) {
        return send(
                new UpdateSipCredential(id, context(), expected(expectedVersion), settings, new SecretChange.Keep()),
                new CommandAttachments(null, null, claim, null));
    }

    public CommandOutcome replace(UUID id, @Nullable Long expectedVersion, TrunkSettings settings, String password) {
        try (PlainSecret plain = PlainSecret.of(password.toCharArray());
                EnteredSecret entered = get(SecretVault.class).enter(ORG, id, plain)) {
            SecretChange enter = new SecretChange.Enter(entered.fingerprint());
            return send(
                    new UpdateSipCredential(id, context(), expected(expectedVersion), settings, enter),
                    new CommandAttachments(null, entered, null, null));
        }
    }

    public CommandOutcome delete(UUID id) {
        return send(new DeleteSipCredential(id, context(), null), CommandAttachments.none());
    }

    /** A credential that only the connected provider may change. */
    public UUID createOfProvider(UUID id, TrunkSettings settings, String password) {
        NewCredentialKey key = get(SecretVault.class).newKey(ORG, id);
        try (PlainSecret plain = PlainSecret.of(password.toCharArray());
                EnteredSecret entered = key.enter(plain)) {
            SecretChange enter = new SecretChange.Enter(entered.fingerprint());
            send(
                    new CreateSipCredential(id, providerContext(), settings, enter, UUID.randomUUID()),
                    new CommandAttachments(key, entered, null, null));
        }
        return id;
    }

    public CommandOutcome deleteAsProvider(UUID id) {
        return send(new DeleteSipCredential(id, providerContext(), null), CommandAttachments.none());
    }

    public CommandOutcome restore(UUID id, long version, boolean withoutAuthPassword) {
        return send(
                new RestoreSipCredential(id, context(), null, version, withoutAuthPassword),
                new CommandAttachments(get(SecretVault.class).newKey(ORG, id), null, null, null));
    }

    public CommandOutcome erase(UUID id) {
        return send(new EraseSecrets(id, context(), null), CommandAttachments.none());
    }

    public static TrunkSettings settings(String server) {
        return settings(server, null, null);
    }

    public static TrunkSettings settings(String server, @Nullable Integer cpsLimit, @Nullable String cpsKey) {
        return new TrunkSettings(server, Transport.UDP, null, null, null, cpsLimit, cpsKey);
    }

    public static IdempotencyClaim claim(String key) {
        return new IdempotencyClaim(ORG, key, new byte[32], 200, "[]");
    }

    public static long version(CommandOutcome outcome) {
        PublicCredential credential = outcome.credential();
        return credential.version();
    }

    private CommandOutcome send(CredentialCommand command, CommandAttachments attachments) {
        return get(CredentialCommands.class).send(command, attachments);
    }

    private static @Nullable ExpectedVersion expected(@Nullable Long version) {
        return version == null ? null : ExpectedVersion.of(version);
    }

    private static CommandContext context() {
        return new CommandContext(ORG, ALICE, false, Instant.now(), UUID.randomUUID());
    }

    private static CommandContext providerContext() {
        return new CommandContext(ORG, ALICE, true, Instant.now(), UUID.randomUUID());
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @ComponentScan({
        "dev.trunkledger.command.secret",
        "dev.trunkledger.command.eventstore",
        "dev.trunkledger.command.aggregate"
    })
    static class Wiring {}
}
