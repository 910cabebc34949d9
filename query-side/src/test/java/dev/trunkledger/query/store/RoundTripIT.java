package dev.trunkledger.query.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trunkledger.infrastructure.DatabaseRole;
import dev.trunkledger.infrastructure.TestDatabase;
import dev.trunkledger.infrastructure.TrunkledgerDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class RoundTripIT {

    private static final String ADD = "insert into number select * from unnest(?) as added (n)";
    private static final String ADD_DOUBLED = "insert into number select 2 * n from unnest(?) as added (n)";
    private static final String FIND = "select n from number where n = any (?) order by n";

    private final SingleConnectionDataSource connection = connect(TestDatabase.create());
    private final JdbcTemplate database = new JdbcTemplate(connection);
    private final List<Long> found = new ArrayList<>();

    RoundTripIT() {
        database.execute("create table read_model.number (n bigint primary key check (n < 100))");
        database.execute("set search_path to read_model");
    }

    @AfterEach
    void close() {
        connection.destroy();
    }

    @Test
    void eachStatementSeesWhatThoseBeforeItDid() {
        List<Long> then = new ArrayList<>();

        trip().write(ADD, List.of(1L, 2L), columns -> columns.longs(n -> n))
                .ask(FIND, List.of(1L, 2L, 20L), columns -> columns.longs(n -> n), row -> found.add(row.getLong("n")))
                .write(ADD_DOUBLED, List.of(10L), columns -> columns.longs(n -> n))
                .ask(FIND, List.of(2L, 20L), columns -> columns.longs(n -> n), row -> then.add(row.getLong("n")))
                .go();

        assertThat(found).containsExactly(1L, 2L);
        assertThat(then).containsExactly(2L, 20L);
    }

    @Test
    void aStatementWithoutRowsIsLeftOut() {
        trip().write("insert into missing select * from unnest(?)", List.<Long>of(), columns -> columns.longs(n -> n))
                .write(ADD, List.of(5L), columns -> columns.longs(n -> n))
                .ask(FIND, List.of(5L), columns -> columns.longs(n -> n), row -> found.add(row.getLong("n")))
                .go();
        trip().go();

        assertThat(found).containsExactly(5L);
    }

    @Test
    void nothingBehindAStatementThatFailsIsCarriedOut() {
        RoundTrip failing = trip().write(ADD, List.of(100L), columns -> columns.longs(n -> n))
                .write(ADD, List.of(1L), columns -> columns.longs(n -> n));

        assertThatThrownBy(failing::go).isInstanceOf(DataAccessException.class);

        assertThat(database.queryForObject("select count(*) from number", Long.class))
                .isZero();
    }

    /** The driver prepares what comes often, each statement by itself. */
    @Test
    void isTheSameWhenTheServerHasPreparedIt() {
        for (long n = 1; n <= 20; n++) {
            List<Long> one = List.of(n);
            trip().write(ADD, one, columns -> columns.longs(number -> number))
                    .ask(FIND, one, columns -> columns.longs(number -> number), row -> found.add(row.getLong("n")))
                    .go();
        }

        assertThat(found).hasSize(20).isSorted().doesNotHaveDuplicates();
        assertThat(database.queryForObject(
                        "select count(*) from pg_prepared_statements where statement like '%number%'", Long.class))
                .isEqualTo(2);
    }

    private static SingleConnectionDataSource connect(TrunkledgerDatabase database) {
        DatabaseRole owner = database.queryOwner();
        return new SingleConnectionDataSource(database.jdbcUrl(), owner.name(), owner.password(), true);
    }

    private RoundTrip trip() {
        return new RoundTrip(database);
    }
}
