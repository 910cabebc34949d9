package dev.trunkledger.local;

import static dev.trunkledger.local.LocalFixture.by;
import static dev.trunkledger.local.LocalFixture.from;
import static dev.trunkledger.local.LocalFixture.tokenRequest;
import static dev.trunkledger.local.LocalFixture.with;
import static dev.trunkledger.local.LocalFixture.without;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TokenEndpointTest {
    private final TokenMint mint = LocalFixture.mint();
    private final TokenEndpoint endpoint = new TokenEndpoint(new LocalCallers(LocalFixture.PORT), mint);

    @Test
    void mintsWhatIsAskedFor() throws Exception {
        JWTClaimsSet claims = claims(answer("""
                {"orgId":"acme","sub":"alice","scope":"sip-credentials:read","ttlSeconds":60}"""));

        assertThat(claims.getIssuer()).isEqualTo("urn:trunkledger:local");
        assertThat(claims.getAudience()).containsExactly("trunkledger");
        assertThat(claims.getStringClaim("org_id")).isEqualTo("acme");
        assertThat(claims.getSubject()).isEqualTo("alice");
        assertThat(claims.getStringClaim("scope")).isEqualTo("sip-credentials:read");
        assertThat(claims.getExpirationTime()).isEqualTo(Date.from(LocalFixture.NOW.plusSeconds(60)));
    }

    @Test
    void fillsInWhatIsLeftOut() throws Exception {
        JWTClaimsSet claims = claims(answer("{}"));

        assertThat(claims.getStringClaim("org_id")).isEqualTo("demo");
        assertThat(claims.getSubject()).isEqualTo("local-user");
        assertThat(claims.getStringClaim("scope")).isEqualTo("sip-credentials:read sip-credentials:write audit:read");
        assertThat(claims.getExpirationTime()).isEqualTo(Date.from(LocalFixture.NOW.plus(Duration.ofHours(1))));
    }

    @Test
    void mintsATokenWithoutAnyScope() throws Exception {
        assertThat(claims(answer("{\"scope\":\"\"}")).getStringClaim("scope")).isEmpty();
    }

    @Test
    void signsSoThatThePublishedKeyVerifies() throws Exception {
        SignedJWT token = SignedJWT.parse(json(answer("{}")).path("token").asString());
        JWKSet published = JWKSet.parse(new String(mint.publicKeys(), StandardCharsets.UTF_8));
        var key = published.getKeyByKeyId(token.getHeader().getKeyID()).toECKey();

        assertThat(key.isPrivate()).isFalse();
        assertThat(token.verify(new ECDSAVerifier(key))).isTrue();
        assertThat(token.getHeader().getType().getType()).isEqualTo("at+jwt");
    }

    @Test
    void keepsTheAnswerOutOfCaches() {
        assertThat(answer("{}").headers()).containsEntry("Cache-Control", "no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "127.0.0.1:8080", "LOCALHOST:8080"})
    void answersUnderTheNamesOfThisMachine(String host) {
        assertThat(endpoint.answer(with(tokenRequest("{}"), "host", host)).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "127.0.0.1",
                "localhost:8081",
                "rebound.example:8080",
                "127.0.0.1:8080.example",
                "[::1]:8080",
                "127.0.0.2:8080",
                ""
            })
    void refusesEveryOtherHostForTheSakeOfReboundNames(String host) {
        assertForbidden(with(tokenRequest("{}"), "host", host), "Host header");
    }

    @Test
    void refusesARequestWithoutHost() {
        assertForbidden(without(tokenRequest("{}"), "host"), "Host header");
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.7", "10.0.0.1", "2001:db8::1"})
    void refusesPeersThatAreNotThisMachine(String peer) {
        assertForbidden(from(tokenRequest("{}"), peer), "on this machine");
    }

    @ParameterizedTest
    @CsvSource({
        "origin, https://evil.example",
        "origin, null",
        "origin, http://127.0.0.1:8080",
        "sec-fetch-site, cross-site",
        "sec-fetch-site, same-origin",
        "sec-fetch-site, none"
    })
    void refusesWhatAWebPageSends(String header, String value) {
        assertForbidden(with(tokenRequest("{}"), header, value), "Web pages");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp", "multipart/form-data"})
    void refusesBodiesThatAFormCouldSend(String contentType) {
        assertProblem(with(tokenRequest("{}"), "content-type", contentType), 415, "application/json");
    }

    @Test
    void refusesABodyWithoutContentType() {
        assertProblem(without(tokenRequest("{}"), "content-type"), 415, "application/json");
    }

    @Test
    void acceptsACharsetBesideTheContentType() {
        assertThat(endpoint.answer(with(tokenRequest("{}"), "content-type", "application/json; charset=utf-8"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesOtherMethods() {
        LocalAnswer answer = endpoint.answer(by(tokenRequest("{}"), "GET", "/local/tokens"));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("Allow", "POST");
    }

    @Test
    void refusesABodyOverTheLimit() {
        LocalRequest request = tokenRequest("{}");

        assertProblem(
                new LocalRequest(request.method(), request.path(), request.peer(), request.headers(), null),
                413,
                "16 KiB");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ``                                    | must be one JSON object
                    []                                    | must be one JSON object
                    {"orgId":"a"                          | must be one JSON object
                    {} {}                                 | must be one JSON object
                    {"sub":"a","sub":"b"}                 | must be one JSON object
                    {"organisation":"a"}                  | Unknown member organisation
                    {"orgId":""}                          | orgId must have 1 to 255 characters
                    {"orgId":null}                        | orgId must be a string
                    {"orgId":7}                           | orgId must be a string
                    {"sub":"  "}                          | sub must have 1 to 255 characters
                    {"sub":"a\\u0000"}                    | sub must have 1 to 255 characters
                    {"scope":["a"]}                       | scope must be a string
                    {"scope":"a  b"}                      | scope must be names with one space
                    {"scope":"a\\"b"}                     | scope must be names with one space
                    {"ttlSeconds":0}                      | ttlSeconds must be a whole number from 1 to 31536000
                    {"ttlSeconds":31536001}               | ttlSeconds must be a whole number
                    {"ttlSeconds":1.5}                    | ttlSeconds must be a whole number
                    {"ttlSeconds":"60"}                   | ttlSeconds must be a whole number
                    {"ttlSeconds":99999999999999999999}   | ttlSeconds must be a whole number
                    """)
    void saysWhichMemberItCannotFollow(String body, String complaint) {
        assertProblem(tokenRequest(body), 400, complaint);
    }

    private LocalAnswer answer(String body) {
        return endpoint.answer(tokenRequest(body));
    }

    private static JWTClaimsSet claims(LocalAnswer answer) throws Exception {
        assertThat(answer.status()).isEqualTo(200);
        return SignedJWT.parse(json(answer).path("token").asString()).getJWTClaimsSet();
    }

    private static JsonNode json(LocalAnswer answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private void assertForbidden(LocalRequest request, String complaint) {
        assertProblem(request, 403, complaint);
    }

    private void assertProblem(LocalRequest request, int status, String complaint) {
        LocalAnswer answer = endpoint.answer(request);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(json(answer).path("status").intValue()).isEqualTo(status);
        assertThat(json(answer).path("detail").asString()).contains(complaint);
        assertThat(json(answer).path("instance").asString()).isEqualTo("/local/tokens");
    }
}
