package dev.trunkledger.command.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyBytesTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1023, 1024, 1025, 2048, 16 * 1024})
    void readsBodiesOfAnyLength(int length) throws IOException {
        byte[] sent = new byte[length];
        new Random(length).nextBytes(sent);

        assertThat(BodyBytes.read(new ByteArrayInputStream(sent)).bytes()).isEqualTo(sent);
        assertThat(BodyBytes.read(byteByByte(sent)).bytes()).isEqualTo(sent);
    }

    @Test
    void forgetsWhatItReadWhenItIsClosed() throws IOException {
        BodyBytes body = BodyBytes.read(new ByteArrayInputStream(new byte[] {1, 2, 3}));

        body.close();

        assertThat(body.bytes()).containsOnly(0);
    }

    private static InputStream byteByByte(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1));
            }
        };
    }
}
