package dev.trunkledger.http.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** What a logger says during a test, from INFO on, in place of where it goes otherwise. */
public final class RecordedLog implements BeforeEachCallback, AfterEachCallback {

    private final Logger logger;
    /** None where it is that of the loggers above. */
    private final @Nullable Level usual;

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    public RecordedLog(String logger) {
        this.logger = (Logger) LoggerFactory.getLogger(logger);
        this.usual = this.logger.getLevel();
    }

    public List<String> lines() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        lines.start();
        logger.addAppender(lines);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        logger.detachAppender(lines);
        logger.setAdditive(true);
        logger.setLevel(usual);
    }
}
