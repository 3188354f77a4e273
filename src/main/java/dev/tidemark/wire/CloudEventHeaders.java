package dev.tidemark.wire;

import dev.tidemark.model.CutPoints;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.ModelParameters;
import dev.tidemark.model.PopulationNotice;
import dev.tidemark.model.Rejection;
import dev.tidemark.model.SampleShare;
import dev.tidemark.model.ScoreUpdate;
import dev.tidemark.model.SourcePosition;
import dev.tidemark.model.Tombstone;
import dev.tidemark.model.Transition;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * The attributes of CloudEvents 1.0 that stand beside each outgoing message, in the binary mode of
 * the Kafka binding: header {@code ce_x} for attribute {@code x}, values in UTF-8.
 *
 * <p>The id follows from the message alone: the same message written again has the same id, and no
 * two messages of one job share one. The only exception are gauges among the KPIs, which may come
 * back to a value and then to its id. Ids are opaque; {@code docs/topics.md} says what each names.
 */
public final class CloudEventHeaders implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final byte[] VERSION = utf8("1.0");
    private static final byte[] JSON = utf8("application/json");
    private static final byte[] BYTES = utf8("application/octet-stream");

    private static final byte[] SCORECARD = type("scorecard");
    private static final byte[] TOMBSTONE = type("tombstone");
    private static final byte[] TRANSITION = type("transition");
    private static final byte[] KPI = type("kpi");
    private static final byte[] MODEL_PARAMETERS = type("model-parameters");
    private static final byte[] SAMPLE_SHARE = type("sample-share");
    private static final byte[] CUT_POINTS = type("cut-points");
    private static final byte[] ERASURE = type("erasure");
    private static final byte[] REJECTION = type("rejection");

    /** Digits of the largest sequence: with leading zeros the order of the texts is that of it. */
    private static final int SEQUENCE_DIGITS = 19;

    /** Takes headers, one by one; the bytes are shared and must not be changed. */
    public interface Headers {
        /** Takes one more. */
        void add(String name, byte[] value);
    }

    private final byte[] source;

    /**
     * Those of the messages of one job.
     *
     * @param jobName what sets its messages apart from those of other jobs
     */
    public CloudEventHeaders(String jobName) {
        this.source = utf8("/tidemark/" + percentEncoded(jobName));
    }

    /** Those of a scorecard, or of a tombstone: it has no value, so they say all there is. */
    public void of(ScoreUpdate update, Headers to) {
        boolean isTombstone = update instanceof Tombstone;
        String id = customerPart("score/", update.customerId(), update.sequence(), update.asOf());
        context(to, isTombstone ? TOMBSTONE : SCORECARD, id);
        ofCustomer(to, update.customerId(), update.sequence(), update.asOf());
        if (isTombstone) {
            to.add("ce_cause", utf8(update.cause().name()));
        } else {
            to.add("content-type", JSON);
        }
    }

    /** Those of a transition. */
    public void of(Transition transition, Headers to) {
        String customer = transition.customerId();
        String id =
                customerPart("transition/", customer, transition.sequence(), transition.asOf())
                        + '/'
                        + transition.dimension().wireName();
        context(to, TRANSITION, id);
        ofCustomer(to, customer, transition.sequence(), transition.asOf());
        to.add("content-type", JSON);
    }

    /**
     * Those of what was learned of the population. A version of parameters is written once, the
     * share of the sample only falls: so each is told by its key and that.
     */
    public void of(PopulationNotice notice, Headers to) {
        if (notice instanceof CutPoints cuts) {
            context(to, CUT_POINTS, "population/" + PopulationJson.key(notice));
            to.add("ce_time", time(cuts.effectiveFrom()));
        } else if (notice instanceof ModelParameters parameters) {
            context(to, MODEL_PARAMETERS, "population/" + PopulationJson.key(notice));
            to.add("ce_time", time(parameters.fittedAt()));
        } else {
            String share = new BigDecimal(((SampleShare) notice).share()).toPlainString();
            context(to, SAMPLE_SHARE, "population/" + PopulationJson.key(notice) + '/' + share);
        }
        to.add("content-type", JSON);
    }

    /** Those of a KPI value: it has no moment, it is a total. */
    public void of(KpiValue kpi, Headers to) {
        context(to, KPI, "kpi/" + KpiJson.key(kpi) + '/' + kpi.number().toPlainString());
        to.add("content-type", JSON);
    }

    /** Those of an erasure: nothing in them names the customer. */
    public void of(ErasureNotice notice, Headers to) {
        context(to, ERASURE, "erasure/" + notice.eventId() + '/' + notice.customerHash());
        to.add("ce_time", time(notice.requestedAt()));
        to.add("content-type", JSON);
    }

    /** Those of a rejection: the value may be anything. */
    public void of(Rejection rejection, Headers to) {
        SourcePosition at = rejection.at();
        context(
                to,
                REJECTION,
                "rejection/" + at.source() + '/' + at.partition() + '/' + at.offset());
        to.add("content-type", BYTES);
    }

    private void context(Headers to, byte[] type, String id) {
        to.add("ce_specversion", VERSION);
        to.add("ce_id", utf8(withoutForbidden(id)));
        to.add("ce_source", source);
        to.add("ce_type", type);
    }

    /** The moment sets two lives of one id apart: after an erasure the sequence begins again. */
    private static String customerPart(String kind, String customerId, long sequence, long asOf) {
        return kind + customerId + '/' + sequence + '/' + asOf;
    }

    private static void ofCustomer(Headers to, String customerId, long sequence, long asOf) {
        to.add("ce_time", time(asOf));
        if (indexOfForbidden(customerId) == customerId.length()) {
            to.add("ce_subject", utf8(customerId));
        }
        to.add("ce_sequence", padded(sequence));
    }

    private static byte[] time(long epochMillis) {
        return Rfc3339.format(epochMillis).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] padded(long sequence) {
        byte[] digits = new byte[SEQUENCE_DIGITS];
        long rest = sequence;
        for (int i = SEQUENCE_DIGITS - 1; i >= 0; i--) {
            digits[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return digits;
    }

    /** A backslash, and what CloudEvents allows in no attribute, as their code points. */
    private static String withoutForbidden(String id) {
        int clean = indexOfForbidden(id);
        if (clean == id.length() && id.indexOf('\\') < 0) {
            return id;
        }
        StringBuilder escaped = new StringBuilder();
        id.codePoints()
                .forEach(
                        point -> {
                            if (point == '\\' || isForbidden(point)) {
                                escaped.append('\\').append(Integer.toHexString(point)).append(';');
                            } else {
                                escaped.appendCodePoint(point);
                            }
                        });
        return escaped.toString();
    }

    /** Where the first such character is; the length if there is none. */
    private static int indexOfForbidden(String text) {
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            if (isForbidden(point)) {
                return at;
            }
            at += Character.charCount(point);
        }
        return at;
    }

    /** Controls, surrogates that stand alone, and code points that Unicode gives to nobody. */
    private static boolean isForbidden(int point) {
        return point < 0x20
                || point >= 0x7F && point <= 0x9F
                || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE
                || point >= 0xFDD0 && point <= 0xFDEF
                || (point & 0xFFFE) == 0xFFFE;
    }

    /** A segment of a URI's path: all but RFC 3986's unreserved characters is encoded. */
    private static String percentEncoded(String segment) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : utf8(segment)) {
            boolean unreserved =
                    b >= 'a' && b <= 'z'
                            || b >= 'A' && b <= 'Z'
                            || b >= '0' && b <= '9'
                            || "-._~".indexOf(b) >= 0;
            if (unreserved) {
                encoded.append((char) b);
            } else {
                encoded.append('%');
                encoded.append(Character.toUpperCase(Character.forDigit(b >> 4 & 15, 16)));
                encoded.append(Character.toUpperCase(Character.forDigit(b & 15, 16)));
            }
        }
        return encoded.toString();
    }

    private static byte[] type(String message) {
        return utf8("dev.tidemark." + message + ".v1");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
