package dev.trunkledger.command.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.trunkledger.command.rest.CredentialBodyReader.Use;
import dev.trunkledger.http.FieldFault;
import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Any bytes: by itself with the kept inputs; {@code ./run fuzz} looks for more. */
class CredentialBodyFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void isReadOrRefusedAsMalformed(byte[] data) throws IOException {
        for (Use use : Use.values()) {
            try {
                CredentialBodyReader.read(BodyBytes.read(new ByteArrayInputStream(data)), use);
            } catch (ProblemException refusal) {
                assertThat(refusal.type()).isEqualTo(ProblemType.MALFORMED_REQUEST);
                // A pointer may repeat the name of a member, nothing may repeat a value.
                assertThat(refusal.detail()).isPrintable();
                assertThat(refusal.errors())
                        .extracting(FieldFault::pointer)
                        .allMatch(pointer -> pointer.length() < 100);
            }
        }
    }
}
