package dev.trunkledger.query.store;

import static dev.trunkledger.query.fixtures.CredentialHistory.aCredentialWithThreeVersions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.infrastructure.DatabaseRole;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class GenerationIT {

    private final ProjectedDatabase database = ProjectedDatabase.create();
    private final Generation generation = new Generation(owner());

    @BeforeEach
    void project() {
        database.project(aCredentialWithThreeVersions());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theGenerationThatIsThereLeavesEverything() {
        assertThat(generation.ensure(1)).isFalse();

        assertThat(database.jdbc().queryForList("select id from credential")).hasSize(1);
    }

    @Test
    void aHigherGenerationEmptiesAllOnce() {
        assertThat(generation.ensure(2)).isTrue();

        assertThat(Rows.of(database.jdbc()).values())
                .allSatisfy(rows -> assertThat(rows).isEmpty());
        assertThat(database.jdbc().queryForList("select 1 from projection_position"))
                .isEmpty();
        assertThat(generation.ensure(2)).isFalse();
        assertThat(generation.ensure(1)).isFalse();
    }

    private DriverManagerDataSource owner() {
        DatabaseRole role = database.database().queryOwner();
        return new DriverManagerDataSource(database.database().jdbcUrl(), role.name(), role.password());
    }
}
