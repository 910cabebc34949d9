package dev.trunkledger.command.secret;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A password on its way into the vault. It never becomes a String, which nobody could wipe; closing it wipes it. It
 * prints as a mask and equals nothing but itself.
 */
public final class PlainSecret implements AutoCloseable {

    private final char[] characters;

    private PlainSecret(char[] characters) {
        this.characters = characters;
    }

    /** Takes the array over: it is wiped when the secret is closed. */
    public static PlainSecret of(char[] characters) {
        return new PlainSecret(characters);
    }

    /** The characters one by one, a lone surrogate as itself; for the rules on what a password may be. */
    public IntStream codePoints() {
        return CharBuffer.wrap(characters).codePoints();
    }

    /**
     * The caller wipes them.
     *
     * @throws IllegalArgumentException when the characters hold a lone surrogate, which has no UTF-8 form
     */
    byte[] utf8() {
        // Room for the longest form, so that no buffer grows and leaves a copy behind.
        ByteBuffer encoded = ByteBuffer.allocate(characters.length * 3);
        try {
            var result = StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(characters), encoded, true);
            if (result.isError()) {
                result.throwException();
            }
            return Arrays.copyOf(encoded.array(), encoded.position());
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("A password must be well-formed Unicode");
        } finally {
            Arrays.fill(encoded.array(), (byte) 0);
        }
    }

    @Override
    public void close() {
        Arrays.fill(characters, '\0');
    }

    @Override
    public String toString() {
        return "PlainSecret[***]";
    }
}
