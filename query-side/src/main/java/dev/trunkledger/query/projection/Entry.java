package dev.trunkledger.query.projection;

import dev.trunkledger.events.wire.SealedEvent;
import java.util.List;

/** An event as history and audit tell it: what was done, and what is different since. */
public record Entry(SealedEvent sealed, Action action, List<FieldChange> changes) {}
