package dev.trunkledger.command.relay;

/** Kafka did not acknowledge all of a batch; nothing of it counts as published. */
final class PublishingException extends Exception {

    private static final long serialVersionUID = 1L;

    PublishingException(String message, Throwable cause) {
        super(message, cause);
    }
}
