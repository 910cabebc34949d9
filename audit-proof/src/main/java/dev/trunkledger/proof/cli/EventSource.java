package dev.trunkledger.proof.cli;

import java.io.IOException;

/** Where events are read from, once. */
interface EventSource {

    void readInto(EventSink sink) throws IOException;
}
