package dev.tidemark.wire;

import dev.tidemark.model.EventType;
import dev.tidemark.model.Moments;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes the fields of a plain native event straight from its bytes, several times as fast as {@link
 * NativeTokens}.
 *
 * <p>Plain is an object in ASCII without escapes, whose numbers are short and whose known fields
 * hold texts, numbers and words. Of anything else, broken input above all, nothing is said here:
 * the tokens decide. What is taken here they would take just so; a test holds the one against the
 * other.
 */
final class NativeFastPath {
    private static final NativeField[] FIELDS = NativeField.values();
    private static final AsciiWords FIELD_NAMES =
            new AsciiWords(Stream.of(FIELDS).map(NativeField::wireName).toList());
    private static final String[] TYPES =
            Stream.of(EventType.values()).map(EventType::wireName).toArray(String[]::new);
    private static final AsciiWords TYPE_NAMES = new AsciiWords(Stream.of(TYPES).toList());

    /** Longer numbers, deeper objects and longer names may be more than the tokens bear. */
    private static final int MAX_DIGITS = 18;

    private static final int MAX_DEPTH = 16;
    private static final int MAX_NAME = 1_000;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** One in each of eight bytes. */
    private static final long EACH = 0x0101_0101_0101_0101L;

    /** Instead of a position: the tokens decide. */
    private static final int NOT_PLAIN = -1;

    private final byte[] raw;
    private final NativeFields fields = new NativeFields();

    private NativeFastPath(byte[] raw) {
        this.raw = raw;
    }

    /** The fields of a plain event; empty if this one is not plain. */
    static Optional<NativeFields> read(byte[] raw) {
        NativeFastPath path = new NativeFastPath(raw);
        int end = path.takeEvent();
        return end != NOT_PLAIN && path.behindBlanks(end) == raw.length
                ? Optional.of(path.fields)
                : Optional.empty();
    }

    // Each of these begins at a position and returns the one behind what it took or passed. A
    // position that is handed on stays in a register; one in a field costs half of the speed.

    private int takeEvent() {
        int at = behind('{', 0);
        if (at == NOT_PLAIN) {
            return NOT_PLAIN;
        }
        int end = behind('}', at);
        while (end == NOT_PLAIN) {
            at = takeMember(at);
            if (at == NOT_PLAIN) {
                return NOT_PLAIN;
            }
            int more = behind(',', at);
            if (more == NOT_PLAIN) {
                return behind('}', at);
            }
            at = more;
        }
        return end;
    }

    private int takeMember(int start) {
        int from = behind('"', start);
        int to = from == NOT_PLAIN ? NOT_PLAIN : behindText(from);
        if (to == NOT_PLAIN || to - from > MAX_NAME) {
            return NOT_PLAIN;
        }
        int colon = behind(':', to);
        if (colon == NOT_PLAIN) {
            return NOT_PLAIN;
        }
        int at = behindBlanks(colon);
        int field = FIELD_NAMES.indexOf(raw, from, to - 1);
        return field == AsciiWords.NONE ? behindValue(at, 0) : takeValue(at, FIELDS[field]);
    }

    /** A text, a short number, or a word that may stand in this field. */
    private int takeValue(int at, NativeField field) {
        if (field == NativeField.ATTRIBUTES || at >= raw.length) {
            return NOT_PLAIN;
        }
        byte first = raw[at];
        if (first == 'n') {
            fields.put(field, "");
            return behindWord("null", at);
        }
        if (field == NativeField.REPLACES) {
            String word = first == 't' ? "true" : "false";
            fields.put(field, word);
            return behindWord(word, at);
        }
        if (first == '"') {
            int end = behindText(at + 1);
            if (end != NOT_PLAIN) {
                putText(field, at + 1, end - 1);
            }
            return end;
        }
        int end = first == '-' ? NOT_PLAIN : behindNumber(at);
        return end == NOT_PLAIN || putNumber(field, at, end) ? end : NOT_PLAIN;
    }

    private void putText(NativeField field, int from, int to) {
        if (field == NativeField.TYPE) {
            int type = TYPE_NAMES.indexOf(raw, from, to);
            if (type != AsciiWords.NONE) {
                fields.put(field, TYPES[type]);
                return;
            }
        } else if (field == NativeField.OCCURRED_AT) {
            long moment = Rfc3339.parseUtc(raw, from, to);
            if (moment != Moments.NEVER) {
                fields.putTime(moment, "");
                return;
            }
        }
        fields.put(field, text(from, to));
    }

    /** Whether the number is one that this field takes: a time has no fraction. */
    private boolean putNumber(NativeField field, int from, int to) {
        if (field != NativeField.OCCURRED_AT) {
            fields.put(field, text(from, to));
            return true;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            if (!isDigit(raw[i])) {
                return false;
            }
            value = 10 * value + raw[i] - '0';
        }
        fields.putTime(value, "");
        return true;
    }

    private String text(int from, int to) {
        return new String(raw, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private int behindValue(int at, int depth) {
        if (at >= raw.length || depth > MAX_DEPTH) {
            return NOT_PLAIN;
        }
        return switch (raw[at]) {
            case '"' -> behindText(at + 1);
            case '{' -> behindObject(at + 1, depth);
            case '[' -> behindArray(at + 1, depth);
            case 't' -> behindWord("true", at);
            case 'f' -> behindWord("false", at);
            case 'n' -> behindWord("null", at);
            case '-' -> behindNumber(at + 1);
            default -> behindNumber(at);
        };
    }

    private int behindObject(int start, int depth) {
        int at = start;
        int end = behind('}', at);
        while (end == NOT_PLAIN) {
            int from = behind('"', at);
            int to = from == NOT_PLAIN ? NOT_PLAIN : behindText(from);
            int colon = to == NOT_PLAIN || to - from > MAX_NAME ? NOT_PLAIN : behind(':', to);
            at = colon == NOT_PLAIN ? NOT_PLAIN : behindValue(behindBlanks(colon), depth + 1);
            if (at == NOT_PLAIN) {
                return NOT_PLAIN;
            }
            int more = behind(',', at);
            if (more == NOT_PLAIN) {
                return behind('}', at);
            }
            at = more;
        }
        return end;
    }

    private int behindArray(int start, int depth) {
        int at = start;
        int end = behind(']', at);
        while (end == NOT_PLAIN) {
            at = behindValue(behindBlanks(at), depth + 1);
            if (at == NOT_PLAIN) {
                return NOT_PLAIN;
            }
            int more = behind(',', at);
            if (more == NOT_PLAIN) {
                return behind(']', at);
            }
            at = more;
        }
        return end;
    }

    /** Behind the closing quote; no escapes, no controls, nothing beyond ASCII. */
    private int behindText(int from) {
        int i = from;
        while (i + Long.BYTES <= raw.length) {
            long odd = odd((long) EIGHT_BYTES.get(raw, i));
            if (odd != 0) {
                i += Long.numberOfTrailingZeros(odd) / Byte.SIZE;
                return raw[i] == '"' ? i + 1 : NOT_PLAIN;
            }
            i += Long.BYTES;
        }
        while (i < raw.length) {
            byte b = raw[i++];
            if (b == '"') {
                return i;
            }
            // Bytes beyond ASCII are below zero.
            if (b < ' ' || b == '\\') {
                return NOT_PLAIN;
            }
        }
        return NOT_PLAIN;
    }

    /**
     * Marks the high bit of bytes that a text does not simply go on with: quotes, backslashes,
     * controls and what is beyond ASCII. The lowest mark is right; a borrow may set those above it.
     */
    private static long odd(long eight) {
        long quote = eight ^ EACH * '"';
        long backslash = eight ^ EACH * '\\';
        long marks =
                quote - EACH & ~quote
                        | backslash - EACH & ~backslash
                        | eight - EACH * ' ' & ~eight
                        | eight;
        return marks & EACH << 7;
    }

    private int behindWord(String word, int at) {
        int end = at + word.length();
        if (end > raw.length) {
            return NOT_PLAIN;
        }
        for (int i = 0; i < word.length(); i++) {
            if (raw[at + i] != word.charAt(i)) {
                return NOT_PLAIN;
            }
        }
        return end;
    }

    /** Digits, without a zero before others, and perhaps a fraction; no exponent. */
    private int behindNumber(int from) {
        int at = behindDigits(from);
        if (at == from || at - from > 1 && raw[from] == '0') {
            return NOT_PLAIN;
        }
        if (at < raw.length && raw[at] == '.') {
            int fraction = at + 1;
            at = behindDigits(fraction);
            if (at == fraction) {
                return NOT_PLAIN;
            }
        }
        return at - from <= MAX_DIGITS ? at : NOT_PLAIN;
    }

    private int behindDigits(int from) {
        int i = from;
        while (i < raw.length && isDigit(raw[i])) {
            i++;
        }
        return i;
    }

    /** Behind blanks and this byte. */
    private int behind(char wanted, int from) {
        int i = from;
        while (i < raw.length) {
            byte b = raw[i++];
            if (b == wanted) {
                return i;
            }
            if (!isBlank(b)) {
                return NOT_PLAIN;
            }
        }
        return NOT_PLAIN;
    }

    private int behindBlanks(int from) {
        int i = from;
        while (i < raw.length && isBlank(raw[i])) {
            i++;
        }
        return i;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\t' || b == '\r';
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
