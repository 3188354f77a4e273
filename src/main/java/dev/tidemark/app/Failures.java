package dev.tidemark.app;

import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a failure in one line; the stack trace goes to the log. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static void report(Throwable failure, PrintWriter err) {
        LOG.error("the command failed", failure);
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? root.toString() : root.getMessage();
        String name = root.getClass().getSimpleName();
        err.println("tidemark: failed: " + name + ": " + message + " (details are in the log)");
    }
}
