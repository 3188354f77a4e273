package dev.tidemark.serving;

import java.util.List;

/**
 * What is known of one customer.
 *
 * @param scorecard the latest, as it came from the topic
 * @param transitions the latest of those that led to it, as they came, the newest first
 */
public record CustomerView(byte[] scorecard, List<byte[]> transitions) {
    public CustomerView {
        transitions = List.copyOf(transitions);
    }
}
