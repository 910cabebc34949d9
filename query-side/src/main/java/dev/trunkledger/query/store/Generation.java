package dev.trunkledger.query.store;

import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Which build of the read models is wanted. A number higher than the stored one empties them, positions included, in one
 * transaction, so that they are built anew from Kafka. Whoever starts later with the same number finds it done, however
 * often; instances with a lower number help to rebuild. Needs the owner's rights: the application may not empty tables.
 */
public final class Generation {

    private static final Logger LOG = LoggerFactory.getLogger(Generation.class);

    private final JdbcTemplate owner;
    private final TransactionTemplate transactions;

    /** @param owner connections of the role that owns the tables */
    public Generation(DataSource owner) {
        this.owner = new JdbcTemplate(owner);
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(owner));
    }

    /** Returns whether the read models were emptied. */
    public boolean ensure(int wanted) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            int present = present();
            if (wanted <= present) {
                return false;
            }
            LOG.info("Emptying the read models: generation {} is wanted, {} is there", wanted, present);
            owner.execute("""
                    truncate read_model.credential, read_model.credential_search, read_model.org_total,
                             read_model.audit_entry, read_model.access_head, read_model.audit_checkpoint,
                             read_model.parked_message, read_model.projection_position
                    """);
            owner.update("update read_model.projection_generation set generation = ?", wanted);
            return true;
        }));
    }

    private int present() {
        // The lock makes instances that start together take turns.
        Integer generation = owner.queryForObject(
                "select generation from read_model.projection_generation for update", Integer.class);
        return generation == null ? 0 : generation;
    }
}
