package dev.trunkledger.command.eventstore;

import static dev.trunkledger.command.eventstore.EventFixtures.content;
import static dev.trunkledger.command.eventstore.EventFixtures.created;
import static dev.trunkledger.command.eventstore.EventFixtures.deleted;
import static dev.trunkledger.command.eventstore.EventFixtures.erased;
import static dev.trunkledger.command.eventstore.EventFixtures.replaced;
import static dev.trunkledger.command.eventstore.EventFixtures.restored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.command.eventstore.CpsMembership.Joined;
import dev.trunkledger.command.eventstore.CpsMembership.Left;
import dev.trunkledger.command.eventstore.CpsMembership.Untouched;
import dev.trunkledger.events.CredentialField;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CpsMembershipTest {

    private static final UUID ID = UUID.randomUUID();

    @Test
    void aNewCredentialJoinsWithItsKey() {
        assertThat(CpsMembership.after(created(ID, content(5, "pool"), Set.of())))
                .isEqualTo(new Joined("pool", 5));
        assertThat(CpsMembership.after(created(ID, content(null, "pool"), Set.of())))
                .isEqualTo(new Joined("pool", null));
        assertThat(CpsMembership.after(created(ID, content(5, null), Set.of()))).isEqualTo(new Untouched());
    }

    @Test
    void aChangeOfKeyOrLimitCounts() {
        assertThat(CpsMembership.after(replaced(ID, 2, content(7, "pool"), Set.of(CredentialField.CPS_LIMIT))))
                .isEqualTo(new Joined("pool", 7));
        assertThat(CpsMembership.after(replaced(ID, 2, content(5, null), Set.of(CredentialField.CPS_KEY))))
                .isEqualTo(new Left());
    }

    @Test
    void anyOtherChangeCostsNothing() {
        assertThat(CpsMembership.after(replaced(ID, 2, content(5, "pool"), Set.of(CredentialField.DESCRIPTION))))
                .isEqualTo(new Untouched());
    }

    @Test
    void aDeletedCredentialLeavesAndARestoredOneComesBack() {
        assertThat(CpsMembership.after(deleted(ID, 2, content(5, "pool")))).isEqualTo(new Left());
        assertThat(CpsMembership.after(deleted(ID, 2, content(5, null)))).isEqualTo(new Untouched());
        assertThat(CpsMembership.after(erased(ID, 3, content(5, "pool")))).isEqualTo(new Untouched());
        assertThat(CpsMembership.after(restored(ID, 3, content(5, "pool")))).isEqualTo(new Joined("pool", 5));
        assertThat(CpsMembership.after(restored(ID, 3, content(5, null)))).isEqualTo(new Left());
    }
}
