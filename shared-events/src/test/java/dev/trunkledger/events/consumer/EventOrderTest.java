package dev.trunkledger.events.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.consumer.EventOrder.Place;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventOrderTest {

    private final EventOrder order = new EventOrder();
    private final UUID credential = UUID.randomUUID();

    @Test
    void theFirstVersionIsNextForACredentialThatIsNotKnown() {
        assertThat(order.place(credential, 1)).isEqualTo(Place.NEXT);
        assertThat(order.place(credential, 2)).isEqualTo(Place.AFTER_GAP);
    }

    @Test
    void whatWasAppliedIsARepeat() {
        order.applied(credential, 1);
        order.applied(credential, 2);

        assertThat(order.place(credential, 1)).isEqualTo(Place.REPEAT);
        assertThat(order.place(credential, 2)).isEqualTo(Place.REPEAT);
        assertThat(order.place(credential, 3)).isEqualTo(Place.NEXT);
        assertThat(order.place(UUID.randomUUID(), 1)).isEqualTo(Place.NEXT);
    }

    @Test
    void askingDoesNotApply() {
        assertThat(order.place(credential, 1)).isEqualTo(order.place(credential, 1));
        assertThat(order.applied(credential)).isZero();
    }

    @Test
    void aGapStaysUntilTheMissingVersionComes() {
        order.applied(credential, 1);

        assertThat(order.place(credential, 3)).isEqualTo(Place.AFTER_GAP);
        assertThat(order.place(credential, 4)).isEqualTo(Place.AFTER_GAP);
        order.applied(credential, 2);
        assertThat(order.place(credential, 3)).isEqualTo(Place.NEXT);
    }

    @Test
    void anOlderVersionMovesNothingBack() {
        order.applied(credential, 5);
        order.applied(credential, 4);

        assertThat(order.applied(credential)).isEqualTo(5);
    }
}
