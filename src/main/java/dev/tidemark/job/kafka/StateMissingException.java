package dev.tidemark.job.kafka;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * The job was started empty although its group has read events: it would score loyal customers as
 * new ones. Flink ends the job instead of starting it again.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class StateMissingException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    StateMissingException(String group) {
        super(
                ("no state was restored, but group %s has read events before: start from a"
                                + " checkpoint or savepoint, or set checkpoint.restore-from to none"
                                + " to score all events anew")
                        .formatted(group));
    }
}
