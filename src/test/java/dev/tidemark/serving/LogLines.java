package dev.tidemark.serving;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** What loggers below a name say at WARN and above, from now until closed. */
public final class LogLines implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger logger;
    private final AbstractAppender appender;

    public LogLines(String loggerName) {
        logger = (Logger) LogManager.getLogger(loggerName);
        appender =
                new AbstractAppender("lines", null, null, false, Property.EMPTY_ARRAY) {
                    @Override
                    public void append(LogEvent event) {
                        String text = event.getMessage().getFormattedMessage();
                        if (event.getLevel().isMoreSpecificThan(Level.WARN)
                                && event.getLoggerName().startsWith(loggerName)) {
                            lines.add(text);
                        }
                    }
                };
        appender.start();
        logger.getContext().getRootLogger().addAppender(appender);
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        logger.getContext().getRootLogger().removeAppender(appender);
        appender.stop();
    }
}
