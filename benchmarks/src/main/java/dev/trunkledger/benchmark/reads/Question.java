package dev.trunkledger.benchmark.reads;

import java.util.List;

/**
 * One kind of request, with other values each time.
 *
 * @param name as the table of figures has it
 * @param requests ready to be sent
 */
record Question(String name, List<byte[]> requests) {

    Question {
        requests = List.copyOf(requests);
        if (requests.isEmpty()) {
            throw new IllegalArgumentException("Nothing to ask: " + name);
        }
    }
}
