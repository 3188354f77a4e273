package dev.tidemark.job.kafka;

import dev.tidemark.model.ErasureReceipt;
import dev.tidemark.wire.CloudEventHeaders;
import dev.tidemark.wire.ErasureJson;
import dev.tidemark.wire.ErasureNotice;
import dev.tidemark.wire.KeyedHash;
import dev.tidemark.wire.Topics;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** What an erasure looks like as a record: nothing in it names the customer. */
final class ErasureRecord {
    /** Takes the customer's id out of a receipt; travels to the tasks. */
    private interface Publication extends Function<ErasureReceipt, ErasureNotice>, Serializable {}

    private ErasureRecord() {}

    /** Under the event's id: there is no secret to hash the customer's with. */
    static RecordForm<ErasureReceipt> form(Topics topics, CloudEventHeaders headers) {
        return form(topics, headers, ErasureNotice::of);
    }

    /**
     * Under the keyed hash of the customer's id.
     *
     * @param hash made with {@link ErasureNotice#HASH_LABEL}
     */
    static RecordForm<ErasureReceipt> form(
            Topics topics, CloudEventHeaders headers, KeyedHash hash) {
        return form(topics, headers, receipt -> ErasureNotice.of(receipt, hash));
    }

    private static RecordForm<ErasureReceipt> form(
            Topics topics, CloudEventHeaders headers, Publication publication) {
        return new RecordForm<>(
                topics.erasures(),
                receipt -> publication.apply(receipt).key().getBytes(StandardCharsets.UTF_8),
                receipt -> ErasureJson.write(publication.apply(receipt)),
                (to, receipt) -> headers.of(publication.apply(receipt), to::add));
    }
}
