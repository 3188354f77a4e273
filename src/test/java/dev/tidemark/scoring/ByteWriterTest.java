package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Numbers of changing length, against the format written down byte by byte. */
class ByteWriterTest {
    private static final long SEED = 20_261_122;

    private static byte[] plainly(long[] numbers) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (long number : numbers) {
            long rest = number;
            for (; rest >>> 7 != 0; rest >>>= 7) {
                out.write((int) (rest & 0x7f | 0x80));
            }
            out.write((int) rest);
        }
        return out.toByteArray();
    }

    /** Of every length, and around each power of two, where the length changes. */
    private static long anyNumber(SplittableRandom random) {
        int bits = random.nextInt(65);
        long near = bits == 64 ? 0 : 1L << bits;
        return random.nextBoolean()
                ? near + random.nextInt(-2, 3)
                : random.nextLong() >>> bits % 64;
    }

    @Test
    void numbersAreSevenBitsToAByteLowBitsFirst() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 20_000; i++) {
            long[] numbers = new long[1 + random.nextInt(12)];
            Arrays.setAll(numbers, at -> anyNumber(random));
            ByteWriter out = new ByteWriter(random.nextInt(1, 40));
            for (long number : numbers) {
                out.writeUnsigned(number);
            }
            String where = "seed %d, case %d: %s".formatted(SEED, i, Arrays.toString(numbers));
            byte[] bytes = plainly(numbers);
            assertArrayEquals(bytes, out.toBytes(), where);
            ByteReader in = new ByteReader(bytes);
            for (long number : numbers) {
                assertEquals(number, in.readUnsigned(), where);
            }
            assertTrue(in.atEnd(), where);
        }
    }

    @Test
    void aNumberThatDoesNotEndIsNone() {
        byte[] endless = new byte[16];
        Arrays.fill(endless, (byte) 0x80);
        for (int length = 1; length < endless.length; length++) {
            ByteReader in = new ByteReader(Arrays.copyOf(endless, length));
            assertThrows(IllegalArgumentException.class, in::readUnsigned);
        }
    }
}
