package dev.trunkledger.command.rest;

import dev.trunkledger.command.secret.PlainSecret;

/** What a body says of the password. */
sealed interface RequestedSecret extends AutoCloseable {

    /** Nothing: there is no such member. */
    record Omitted() implements RequestedSecret {}

    /** {@code null}: have none. */
    record Cleared() implements RequestedSecret {}

    record Given(PlainSecret password) implements RequestedSecret {

        @Override
        public void close() {
            password.close();
        }
    }

    @Override
    default void close() {}
}
