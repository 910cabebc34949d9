package dev.trunkledger.system;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** How a text can stand within another one. */
public final class Spellings {

    private Spellings() {}

    /** As it is, in hex, and in Base64 at each of the three alignments it can have inside a longer text. */
    public static List<String> of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<String> spellings = new ArrayList<>(List.of(text, HexFormat.of().formatHex(bytes)));
        for (int shift = 0; shift < 3; shift++) {
            byte[] shifted = new byte[shift + bytes.length];
            System.arraycopy(bytes, 0, shifted, shift, bytes.length);
            String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            spellings.add(encoded.substring(shift == 0 ? 0 : shift + 1, encoded.length() - 2));
        }
        return spellings;
    }
}
