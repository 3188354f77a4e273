package dev.tidemark.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/**
 * All that is logged at INFO and above, by whomever, from now until closed; kept off the screen.
 */
final class WholeLog implements AutoCloseable {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Logger root = (Logger) LogManager.getRootLogger();
    private final Level level = root.getLevel();
    private final Map<String, Appender> others = Map.copyOf(root.getAppenders());
    private final AbstractAppender appender =
            new AbstractAppender("whole log", null, null, false, Property.EMPTY_ARRAY) {
                @Override
                public void append(LogEvent event) {
                    StringWriter text = new StringWriter();
                    text.append(event.getMessage().getFormattedMessage());
                    if (event.getThrown() != null) {
                        event.getThrown().printStackTrace(new PrintWriter(text, true));
                    }
                    lines.add(text.toString());
                }
            };

    WholeLog() {
        appender.start();
        others.values().forEach(root::removeAppender);
        root.addAppender(appender);
        Configurator.setRootLevel(Level.INFO);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        Configurator.setRootLevel(level);
        root.removeAppender(appender);
        others.values().forEach(root::addAppender);
        appender.stop();
    }
}
