package dev.trunkledger.local;

import java.net.URI;

/** Where the sides answer calls of the API. */
record Sides(URI commandSide, URI querySide, URI callPacing) {

    URI of(Destination destination) {
        return switch (destination) {
            case COMMAND_SIDE -> commandSide;
            case QUERY_SIDE -> querySide;
            case CALL_PACING -> callPacing;
        };
    }
}
