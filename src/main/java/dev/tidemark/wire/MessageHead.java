package dev.tidemark.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidemark.model.Moments;
import java.io.IOException;

/**
 * Of a scorecard or a transition only what tells it from the others: the rest is left as it is, so
 * that fields of a newer release pass through whoever hands the bytes on.
 *
 * @param customerId whom it is about
 * @param sequence which of the customer's it is, from 1
 * @param asOf event time in epoch milliseconds
 * @param dimension of a transition; empty for a scorecard
 * @param isFirst whether it is a transition of one who had no class in the dimension
 */
public record MessageHead(
        String customerId, long sequence, long asOf, String dimension, boolean isFirst) {
    private static final JsonFactory JSON = new JsonFactory();

    /**
     * Reads the bytes to their end.
     *
     * @throws IllegalArgumentException if they are not one JSON object that says whom it is about;
     *     the message quotes nothing of them
     */
    public static MessageHead read(byte[] bytes) {
        try (JsonParser parser = JSON.createParser(bytes)) {
            Reading reading = new Reading();
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("the value is no JSON object");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                reading.field(parser, parser.currentName());
            }
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("something follows the JSON object");
            }
            return reading.head();
        } catch (IOException e) {
            throw new IllegalArgumentException("the value is no JSON object in UTF-8", e);
        }
    }

    /** What has been read so far. */
    private static final class Reading {
        private String customerId = "";
        private long sequence;
        private long asOf = Moments.NEVER;
        private String dimension = "";
        private boolean hasFrom;
        private boolean cameFrom;

        private void field(JsonParser parser, String name) throws IOException {
            JsonToken token = parser.nextToken();
            boolean text = token == JsonToken.VALUE_STRING;
            if (name.equals("customerId") && text) {
                customerId = parser.getText();
            } else if (name.equals("sequence") && token == JsonToken.VALUE_NUMBER_INT) {
                sequence = parser.getLongValue();
            } else if (name.equals("asOf") && text) {
                asOf = Rfc3339.parse(parser.getText());
            } else if (name.equals("dimension") && text) {
                dimension = parser.getText();
            } else if (name.equals("from")) {
                hasFrom = true;
                cameFrom = token != JsonToken.VALUE_NULL;
                parser.skipChildren();
            } else {
                parser.skipChildren();
            }
        }

        private MessageHead head() {
            if (customerId.isEmpty() || sequence < 1 || asOf == Moments.NEVER) {
                throw new IllegalArgumentException("customerId, sequence or asOf is missing");
            }
            boolean isTransition = !dimension.isEmpty();
            if (isTransition && !hasFrom) {
                throw new IllegalArgumentException("a transition without from");
            }
            return new MessageHead(
                    customerId, sequence, asOf, dimension, isTransition && !cameFrom);
        }
    }
}
