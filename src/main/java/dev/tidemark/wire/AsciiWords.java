package dev.tidemark.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A few known words, found among bytes without making a text of them. */
final class AsciiWords {
    /** What is said of bytes that are none of the words. */
    static final int NONE = -1;

    private final byte[][] words;
    private final int[] slots;
    private final int longest;

    AsciiWords(List<String> words) {
        this.words =
                words.stream()
                        .map(word -> word.getBytes(StandardCharsets.US_ASCII))
                        .toArray(byte[][]::new);
        this.longest = words.stream().mapToInt(String::length).max().orElse(0);
        this.slots = new int[Integer.highestOneBit(Math.max(1, words.size())) * 8];
        Arrays.fill(slots, NONE);
        for (int i = 0; i < this.words.length; i++) {
            int slot = hash(this.words[i], 0, this.words[i].length) & slots.length - 1;
            while (slots[slot] != NONE) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = i;
        }
    }

    /** The index of the word that the bytes are, or {@link #NONE}. */
    int indexOf(byte[] raw, int from, int to) {
        if (to - from > longest) {
            return NONE;
        }
        int slot = hash(raw, from, to) & slots.length - 1;
        while (slots[slot] != NONE) {
            byte[] word = words[slots[slot]];
            if (Arrays.equals(word, 0, word.length, raw, from, to)) {
                return slots[slot];
            }
            slot = slot + 1 & slots.length - 1;
        }
        return NONE;
    }

    /** Of the length and three bytes: enough to keep a few words apart. */
    private static int hash(byte[] bytes, int from, int to) {
        int length = to - from;
        return length == 0
                ? 0
                : length + 7 * bytes[from] + 31 * bytes[from + length / 2] + 3 * bytes[to - 1];
    }
}
