package dev.trunkledger.query.rest;

import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import java.util.Comparator;
import java.util.List;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** The forms in which audit entries are told. */
enum Representation {
    PAGE(MediaType.APPLICATION_JSON),
    LINES(MediaType.parseMediaType("application/x-ndjson")),
    TABLE(MediaType.parseMediaType("text/csv"));

    private final MediaType type;

    Representation(MediaType type) {
        this.type = type;
    }

    /**
     * What the caller likes best (RFC 9110, section 12.5.1); of those liked the same, the first.
     *
     * @param accept the header's values; none for anything
     */
    static Representation preferred(List<String> accept) {
        List<MediaType> ranges = ranges(accept);
        Representation best = PAGE;
        double most = 0;
        for (Representation each : values()) {
            double quality = ranges.isEmpty() ? 1 : each.quality(ranges);
            if (quality > most) {
                best = each;
                most = quality;
            }
        }
        if (most == 0) {
            throw notAcceptable();
        }
        return best;
    }

    /** That of the range that names it most closely. */
    private double quality(List<MediaType> ranges) {
        return ranges.stream()
                .filter(range -> range.includes(type))
                .max(Comparator.comparingInt(Representation::closeness))
                .map(MediaType::getQualityValue)
                .orElse(0.0);
    }

    private static int closeness(MediaType range) {
        if (range.isWildcardType()) {
            return 0;
        }
        return range.isWildcardSubtype() ? 1 : 2;
    }

    private static List<MediaType> ranges(List<String> accept) {
        try {
            return MediaType.parseMediaTypes(accept);
        } catch (InvalidMediaTypeException e) {
            throw notAcceptable();
        }
    }

    private static ProblemException notAcceptable() {
        return new ProblemException(
                ProblemType.NOT_ACCEPTABLE,
                "Audit entries come as application/json, application/x-ndjson or text/csv.");
    }
}
