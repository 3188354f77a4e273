package dev.tidemark.scoring;

/** Reads what {@link ByteWriter} wrote. */
final class ByteReader {
    private final byte[] bytes;
    private int at;

    ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    int readByte() {
        return bytes[at++] & 0xff;
    }

    long readUnsigned() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[at++];
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    int readCount() {
        return Math.toIntExact(readUnsigned());
    }

    long readSigned() {
        long zigzag = readUnsigned();
        return (zigzag >>> 1) ^ -(zigzag & 1);
    }

    long readFixed() {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | readByte();
        }
        return value;
    }

    boolean atEnd() {
        return at == bytes.length;
    }
}
