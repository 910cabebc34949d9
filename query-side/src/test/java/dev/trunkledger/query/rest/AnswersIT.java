package dev.trunkledger.query.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.wire.SealedEvent;
import dev.trunkledger.http.Scopes;
import dev.trunkledger.http.testing.ApiDescription;
import dev.trunkledger.query.testing.Answer;
import dev.trunkledger.query.testing.Client;
import dev.trunkledger.query.testing.QuerySide;
import dev.trunkledger.query.testing.RandomTrunks;
import dev.trunkledger.query.testing.Trunk;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is answered is what the OpenAPI document says. */
class AnswersIT {

    private static final String LIST = "/api/v1/sip-credentials";
    private static final String ONE = LIST + "/{id}";
    private static final String HISTORY = ONE + "/history";
    private static final String VERSION = ONE + "/versions/{version}";
    private static final String DIFF = ONE + "/diff";
    private static final String VERIFICATION = HISTORY + "/verification";
    private static final String ENTRIES = "/api/v1/audit-entries";

    private final QuerySide querySide = QuerySide.shared();
    private final String orgId = "org-" + UUID.randomUUID();
    private final Client caller = querySide.caller(orgId);
    private final ApiDescription description = new ApiDescription();

    @Test
    void describesEverySuccess() {
        RandomTrunks random = new RandomTrunks(RandomTrunks.seed());
        List<Trunk> trunks =
                IntStream.range(0, 15).mapToObj(i -> random.trunk(orgId)).toList();
        querySide.project(random.mixed(trunks).toArray(SealedEvent[]::new));
        agrees(LIST, caller.get(LIST + "?take=7"), 200);
        agrees(LIST, caller.get(LIST + "?take=1000&includeDeleted=true"), 200);
        agrees(ENTRIES, caller.get(ENTRIES + "?take=1000"), 200);
        for (Trunk trunk : trunks) {
            agrees(ONE, caller.get(trunk.path()), ListModel.isDeleted(trunk.events()) ? 410 : 200);
            agrees(
                    ONE,
                    caller.get(trunk.path() + "?asOf=" + Trunk.START.plusSeconds(90)),
                    ListModel.isDeleted(trunk.events()) ? 410 : 200);
            agrees(HISTORY, caller.get(trunk.path() + "/history"), 200);
            int newest = trunk.events().size();
            agrees(VERSION, caller.get(trunk.path() + "/versions/" + newest), 200);
            agrees(DIFF, caller.get(trunk.path() + "/diff?from=1&to=" + newest), 200);
            agrees(VERIFICATION, caller.get(trunk.path() + "/history/verification"), 200);
        }
        agrees(LIST, caller.get(LIST + "?asOf=2026-01-01T00:00:03Z"), 200);
    }

    @Test
    void describesEveryRefusal() {
        Trunk trunk = new Trunk(orgId);
        Client stranger = querySide.caller(orgId, Scopes.WRITE);
        List<String> templates = List.of(LIST, ONE, HISTORY, VERSION, DIFF, VERIFICATION, ENTRIES);
        for (String template : templates) {
            String path = template.replace("{id}", trunk.id().toString()).replace("{version}", "1");
            agrees(template, caller.get(path + "?nonsense=1"), 400);
            agrees(template, caller.get(path, "Accept", "image/png"), 406);
            agrees(template, stranger.get(path), 403);
        }
        agrees(ONE, caller.get(trunk.path()), 404);
        agrees(HISTORY, caller.get(trunk.path() + "/history"), 404);
        agrees(VERSION, caller.get(trunk.path() + "/versions/1"), 404);
        agrees(VERSION, caller.get(trunk.path() + "/versions/first"), 400);
        agrees(DIFF, caller.get(trunk.path() + "/diff?from=1&to=2"), 404);
        agrees(DIFF, caller.get(trunk.path() + "/diff"), 400);
        agrees(VERIFICATION, caller.get(trunk.path() + "/history/verification"), 404);
        agrees(ONE, caller.get(trunk.path() + "?minVersion=1"), 503);
        agrees(LIST, caller.get(LIST + "?cursor=forged"), 400);
        agrees(ENTRIES, caller.get(ENTRIES + "?cursor=forged"), 400);
    }

    private void agrees(String template, Answer answer, int status) {
        String mediaType = status == 200 ? "application/json" : "application/problem+json";
        assertThat(answer.status()).as(template).isEqualTo(status);
        assertThat(answer.header("Content-Type")).contains(mediaType);
        assertThat(description.faults("GET", template, status, mediaType, answer.json()))
                .as(answer.response().body())
                .isEmpty();
    }
}
