package dev.trunkledger.command.eventstore;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which credentials share a limit on calls per second. */
public final class CpsKeyMembers {

    // The subquery stands in the list of results, where it is a step into the index for each question: as a condition
    // it would be a join, for which PostgreSQL may read all members. Arrays that come out of a query are all taken for
    // equally long, so that one plan is kept: planning takes longer than answering.
    private static final String DISAGREE = """
            select exists (
                select from ledger.cps_key_member as member
                where member.org_id = asked.org_id and member.cps_key = asked.cps_key
                  and member.credential_id <> asked.credential_id and member.cps_limit <> asked.cps_limit)
            from unnest((select ?::text[]), (select ?::text[]), (select ?::uuid[]), (select ?::integer[]))
                 with ordinality as asked (org_id, cps_key, credential_id, cps_limit, place)
            order by place""";

    private final JdbcTemplate jdbc;
    private final int mostSilenceMs;
    private final GroupWork<Question> questions;

    /**
     * @param patience how long one who asks waits for the answers to those before it
     * @param mostSilence after which the connection of a query is given up: many may wait for it
     */
    CpsKeyMembers(JdbcTemplate jdbc, Duration patience, Duration mostSilence) {
        this.jdbc = jdbc;
        this.mostSilenceMs = Math.toIntExact(mostSilence.toMillis());
        this.questions = new GroupWork<>(this::answer, patience);
    }

    /**
     * Whether another credential of the organisation with this key names another limit. One that names none does not
     * disagree: the smallest of those named holds for all. Every write that names a pool and a limit asks; those who come
     * while one query is under way share the next.
     *
     * @throws DataAccessException when the database is away
     */
    public boolean conflicts(String orgId, String cpsKey, UUID except, @Nullable Integer cpsLimit) {
        if (cpsLimit == null) {
            return false;
        }
        Question question = new Question(orgId, cpsKey, except, cpsLimit);
        try {
            questions.await(question);
        } catch (StoreUnavailableException e) {
            throw new QueryTimeoutException("The members of a pool could not be asked in time", e);
        }
        return question.disagrees;
    }

    /** How many wait for the query under way. */
    int waiting() {
        return questions.waiting();
    }

    private void answer(List<Waiting<Question>> batch) {
        try {
            List<Question> asked = batch.stream().map(Waiting::item).toList();
            List<Boolean> answers = disagree(asked);
            for (int i = 0; i < asked.size(); i++) {
                asked.get(i).disagrees = answers.get(i);
            }
        } catch (DataAccessException e) {
            batch.forEach(waiting -> waiting.fail(e));
        }
    }

    private List<Boolean> disagree(List<Question> asked) {
        return jdbc.query(
                connection -> {
                    connection.setNetworkTimeout(Runnable::run, mostSilenceMs);
                    var statement = connection.prepareStatement(DISAGREE);
                    new Columns<>(connection, statement, asked)
                            .bind("text", question -> question.orgId)
                            .bind("text", question -> question.cpsKey)
                            .bind("uuid", question -> question.except)
                            .bind("int4", question -> question.cpsLimit);
                    return statement;
                },
                (row, number) -> row.getBoolean(1));
    }

    private static final class Question {

        private final String orgId;
        private final String cpsKey;
        private final UUID except;
        private final int cpsLimit;
        private volatile boolean disagrees;

        Question(String orgId, String cpsKey, UUID except, int cpsLimit) {
            this.orgId = orgId;
            this.cpsKey = cpsKey;
            this.except = except;
            this.cpsLimit = cpsLimit;
        }
    }
}
