package dev.trunkledger.system.supply;

import java.util.Set;

/**
 * A library in an executable.
 *
 * @param library group and artifact with a colon between
 * @param licences ids or names, each of which may be chosen
 */
record Component(String library, String version, Set<String> licences) {

    String file() {
        return library.substring(library.indexOf(':') + 1) + "-" + version;
    }
}
