package dev.trunkledger.query.rest;

import dev.trunkledger.events.wire.PublicCredentialJson;
import dev.trunkledger.http.Caller;
import dev.trunkledger.http.RequiresScope;
import dev.trunkledger.http.Scopes;
import dev.trunkledger.http.input.QueryParameters;
import dev.trunkledger.query.credentials.CredentialPage;
import dev.trunkledger.query.credentials.Credentials;
import dev.trunkledger.query.credentials.PageStart;
import dev.trunkledger.query.credentials.PastCredentials;
import dev.trunkledger.query.credentials.StoredCredential;
import dev.trunkledger.query.cursor.CursorPosition;
import dev.trunkledger.query.cursor.Cursors;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Pages of an organisation's credentials, as they stand now or stood at a time. */
@RestController
class ListController {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Credentials credentials;
    private final PastCredentials past;
    private final Cursors cursors;

    ListController(Credentials credentials, PastCredentials past, Cursors cursors) {
        this.credentials = credentials;
        this.past = past;
        this.cursors = cursors;
    }

    @GetMapping(path = "/api/v1/sip-credentials", produces = MediaType.APPLICATION_JSON_VALUE)
    @RequiresScope(Scopes.READ)
    ObjectNode list(Caller caller, HttpServletRequest request) {
        ListQuery asked = ListQuery.from(caller.orgId(), new QueryParameters(request.getParameterMap()));
        return json(asked, page(asked));
    }

    private CredentialPage page(ListQuery asked) {
        Instant asOf = asked.asOf();
        int take = asked.paging().take();
        return asOf == null
                ? credentials.page(asked.filter(), asked.sort(), start(asked), take)
                : past.page(asked.filter(), asOf, asked.sort(), start(asked), take);
    }

    private PageStart start(ListQuery asked) {
        CursorPosition position = asked.paging().position(cursors, asked.scope());
        return position == null
                ? new PageStart.Skip(asked.skip())
                : new PageStart.Behind(
                        position.keys().get(0), UUID.fromString(position.keys().get(1)));
    }

    private ObjectNode json(ListQuery asked, CredentialPage page) {
        ObjectNode node = JSON.createObjectNode();
        ArrayNode items = node.putArray("items");
        for (StoredCredential stored : page.items()) {
            items.add(item(stored, asked.filter().includeDeleted()));
        }
        node.put("totalCount", page.totalCount());
        node.put("skip", asked.skip());
        node.put("take", asked.paging().take());
        node.put("nextCursor", cursor(asked, page.next()));
        return node;
    }

    private @Nullable String cursor(ListQuery asked, PageStart.@Nullable Behind next) {
        return next == null
                ? null
                : cursors.write(
                        asked.scope(),
                        CursorPosition.of(next.sortKey(), next.id().toString()));
    }

    /** Only who asked for deleted ones has to tell them apart. */
    private static ObjectNode item(StoredCredential stored, boolean withDeletedTime) {
        ObjectNode item = PublicCredentialJson.write(stored.credential());
        if (withDeletedTime) {
            CredentialAnswers.putDeletedTime(item, stored);
        }
        return item;
    }
}
