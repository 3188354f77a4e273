package dev.tidemark.job.kafka;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.Rejection;
import dev.tidemark.model.RejectionReason;
import dev.tidemark.model.SourcePosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** Every header of a rejection stands in the document of the topics. */
class RejectionsDocumentTest {
    @Test
    void everyHeaderStandsThere() throws IOException {
        String document = Files.readString(Path.of("docs/topics.md"));
        RecordHeaders headers = new RecordHeaders();
        RejectionRecord.addHeaders(
                headers,
                new Rejection(
                        RejectionReason.TOO_LARGE,
                        "too large",
                        new byte[RejectionRecord.MAX_VALUE_BYTES + 1],
                        new SourcePosition("topic", 0, 1),
                        new byte[RejectionRecord.MAX_KEY_BYTES + 1]));
        for (Header header : headers) {
            assertTrue(document.contains("| `" + header.key() + "` |"), header.key());
        }
        assertTrue(headers.toArray().length > 6, headers + " are all there can be");
    }
}
