package dev.tidemark.app.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalSortTest {
    private record Frame(byte[] key, byte[] payload) {
        @Override
        public String toString() {
            return HexFormat.of().formatHex(key) + "=" + HexFormat.of().formatHex(payload);
        }
    }

    @TempDir Path directory;

    @Test
    void itSortsAsASortInMemoryDoes() throws IOException {
        int[] budgets = {1, 500, 5_000, 1 << 20};
        int[] fanIns = {2, 3, ExternalSort.FAN_IN};
        int multiPass = 0;
        for (long seed = 1; seed <= 60; seed++) {
            Random random = new Random(seed);
            int budget = budgets[random.nextInt(budgets.length)];
            int fanIn = fanIns[random.nextInt(fanIns.length)];
            List<Frame> frames = frames(random);
            String where =
                    "seed %d, budget %d, fan-in %d, %d frames"
                            .formatted(seed, budget, fanIn, frames.size());
            try (ExternalSort sort = new ExternalSort(directory, budget, fanIn)) {
                for (Frame frame : frames) {
                    sort.add(frame.key(), frame.payload());
                }
                multiPass += sort.runCount() > fanIn ? 1 : 0;
                List<Frame> expected = new ArrayList<>(frames);
                expected.sort(Comparator.comparing(Frame::key, Arrays::compareUnsigned));
                assertEquals(expected.toString(), sorted(sort).toString(), where);
                assertEquals(expected.toString(), sorted(sort).toString(), where + ", again");
                assertTrue(sort.runCount() <= fanIn, where);
            }
            assertEquals(0, filesLeft(), where);
        }
        assertTrue(multiPass >= 10, "only %d cases merged in passes".formatted(multiPass));
    }

    @Test
    void equalKeysKeepTheirOrderThroughManyPasses() throws IOException {
        try (ExternalSort sort = new ExternalSort(directory, 1, 2)) {
            for (int n = 0; n < 300; n++) {
                // The falling key in between makes each frame a run of its own.
                sort.add(new byte[] {(byte) (n % 2)}, SortKey.of(0, n));
            }
            assertTrue(sort.runCount() > 100, "runs: " + sort.runCount());
            List<Long> order = new ArrayList<>();
            sort.forEach((key, payload) -> order.add(SortKey.line(payload)));
            List<Long> expected = new ArrayList<>();
            for (long n = 0; n < 600; n += 2) {
                expected.add(n < 300 ? n : n - 299);
            }
            assertEquals(expected, order);
        }
    }

    @Test
    void whatComesInOrderMakesASingleRun() throws IOException {
        try (ExternalSort sort = new ExternalSort(directory, 1_000)) {
            for (int n = 0; n < 10_000; n++) {
                sort.add(SortKey.of(n / 3, n), new byte[20]);
            }
            List<Frame> sorted = sorted(sort);
            assertEquals(1, sort.runCount());
            assertEquals(1, filesLeft());
            assertEquals(10_000, sorted.size());
            assertEquals(9_999, SortKey.line(sorted.get(9_999).key()));
        }
    }

    @Test
    void whatFitsIntoMemoryNeverTouchesTheDisk() throws IOException {
        try (ExternalSort sort = new ExternalSort(directory, 1 << 20)) {
            for (int n = 1_000; n > 0; n--) {
                sort.add(SortKey.of(n, n), new byte[20]);
            }
            assertEquals(1, SortKey.line(sorted(sort).get(0).key()));
            assertEquals(0, sort.runCount());
            assertEquals(0, filesLeft());
        }
    }

    @Test
    void aFrameLargerThanTheBudgetIsSortedToo() throws IOException {
        try (ExternalSort sort = new ExternalSort(directory, 100)) {
            byte[] large = new byte[3_000_000];
            Arrays.fill(large, (byte) 7);
            sort.add(bytes("c"), large);
            sort.add(bytes("b"), new byte[0]);
            sort.add(bytes("a"), large);
            List<Frame> sorted = sorted(sort);
            assertEquals("a", new String(sorted.get(0).key(), StandardCharsets.UTF_8));
            assertTrue(Arrays.equals(large, sorted.get(0).payload()));
            assertEquals(0, sorted.get(1).payload().length);
            assertTrue(Arrays.equals(large, sorted.get(2).payload()));
        }
    }

    @Test
    void nothingSortedIsNothing() throws IOException {
        try (ExternalSort sort = new ExternalSort(directory, 100)) {
            assertEquals(List.of(), sorted(sort));
        }
    }

    @Test
    void aFailingConsumerLeavesNoFilesBehind() throws IOException {
        try (ExternalSort sort = new ExternalSort(directory, 100)) {
            for (int n = 100; n > 0; n--) {
                sort.add(SortKey.of(n, n), new byte[50]);
            }
            assertThrows(
                    IOException.class,
                    () ->
                            sort.forEach(
                                    (key, payload) -> {
                                        throw new IOException("disk full");
                                    }));
            assertTrue(filesLeft() > 0);
        }
        assertEquals(0, filesLeft());
    }

    @Test
    void itIsFirstFilledAndThenEmptied() throws IOException {
        ExternalSort sort = new ExternalSort(directory, 100);
        sort.add(bytes("a"), bytes("1"));
        sorted(sort);
        assertThrows(IllegalStateException.class, () -> sort.add(bytes("b"), bytes("2")));
        sort.close();
        assertThrows(IllegalStateException.class, () -> sorted(sort));
    }

    @Test
    void aKeyIsOrderedByTimeAndThenByLine() {
        long[][] ascending = {
            {Long.MIN_VALUE, 1},
            {Long.MIN_VALUE, 2},
            {-1, 5},
            {0, 3},
            {0, 256},
            {1, 1},
            {1L << 40, 1},
            {Long.MAX_VALUE, 1}
        };
        for (int i = 0; i < ascending.length; i++) {
            byte[] key = SortKey.of(ascending[i][0], ascending[i][1]);
            assertEquals(SortKey.BYTES, key.length);
            assertEquals(ascending[i][0], SortKey.occurredAt(key));
            assertEquals(ascending[i][1], SortKey.line(key));
            if (i > 0) {
                byte[] before = SortKey.of(ascending[i - 1][0], ascending[i - 1][1]);
                assertTrue(Arrays.compareUnsigned(before, key) < 0, "pair " + i);
            }
        }
    }

    /** Short keys of few letters, many of them equal or each other's prefix; some all sorted. */
    private static List<Frame> frames(Random random) {
        List<Frame> frames = new ArrayList<>();
        byte[] letters = {0, 1, 'a', 'b', (byte) 0x80, (byte) 0xff};
        int longest = random.nextBoolean() ? 3 : 14;
        for (int n = random.nextInt(1_500); n > 0; n--) {
            byte[] key = new byte[random.nextInt(longest)];
            for (int i = 0; i < key.length; i++) {
                key[i] = letters[random.nextInt(longest == 3 ? 6 : 2)];
            }
            byte[] payload = new byte[random.nextInt(30)];
            random.nextBytes(payload);
            frames.add(new Frame(key, payload));
        }
        if (random.nextInt(5) == 0) {
            frames.sort(Comparator.comparing(Frame::key, Arrays::compareUnsigned));
        }
        return frames;
    }

    private static List<Frame> sorted(ExternalSort sort) throws IOException {
        List<Frame> frames = new ArrayList<>();
        sort.forEach((key, payload) -> frames.add(new Frame(key, payload)));
        return frames;
    }

    private long filesLeft() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.count();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
