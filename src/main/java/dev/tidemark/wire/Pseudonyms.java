package dev.tidemark.wire;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.Intake;
import dev.tidemark.model.ProfileAttribute;
import dev.tidemark.model.Rejection;
import dev.tidemark.model.RejectionReason;
import dev.tidemark.model.SourcePosition;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/**
 * Lets no customer's id past the door: behind it customers have pseudonyms, which only those who
 * hold the secret can make.
 *
 * <p>It must be the outermost of the readers: what another one around it rejected would keep its
 * bytes and its key.
 *
 * <ul>
 *   <li>The ids of customers become {@link KeyedHash}es under {@link #LABEL}: of the event's own,
 *       of the one who stays in a merge, of the one who was referred.
 *   <li>The order's id is hashed too, under {@link #TEXT_LABEL}: it is compared and never shown. It
 *       is always hashed, so that an order that two ids of one person know is still one order.
 *   <li>The ids of the event and the ticket stay, as does free text of the campaign, the channel
 *       and the profile, unless they hold one of the customers' ids, in whatever case: then all of
 *       the text is hashed. Free text is shared by many, so an id of less than {@value
 *       #MIN_TELLING_LENGTH} characters counts in it only if it is all of it.
 *   <li>A rejection loses its bytes, or has them sealed; its key is hashed as an id is; its detail
 *       says nothing that was in the record.
 * </ul>
 */
public final class Pseudonyms implements EventReader {
    private static final long serialVersionUID = 1L;

    /** The label of the hash that makes pseudonyms. */
    public static final String LABEL = "tidemark.pseudonyms.v1";

    /** The label of the hash of other texts, so that none of them is somebody's pseudonym. */
    static final String TEXT_LABEL = "tidemark.pseudonyms.texts.v1";

    /** Shorter ids are found in free text by chance. */
    static final int MIN_TELLING_LENGTH = 6;

    private static final byte[] NOTHING = {};

    /** What is left of the bytes of a rejected record; travels to the tasks. */
    private interface Remains extends Serializable {
        byte[] of(byte[] raw, SourcePosition at);

        /** The words that say so. */
        default String words(byte[] raw) {
            return "nothing of it is kept";
        }
    }

    private final EventReader reader;
    private final KeyedHash ids;
    private final KeyedHash texts;
    private final Remains remains;

    private Pseudonyms(EventReader reader, byte[] secret, Remains remains) {
        this.reader = reader;
        this.ids = KeyedHash.of(secret, LABEL);
        this.texts = KeyedHash.of(secret, TEXT_LABEL);
        this.remains = remains;
    }

    /**
     * Around a reader; the bytes of rejections are dropped.
     *
     * @param secret at least {@value KeyedHash#MIN_SECRET_BYTES} bytes, made by chance
     * @throws IllegalArgumentException if the secret is too short
     */
    public static Pseudonyms dropping(EventReader reader, byte[] secret) {
        return new Pseudonyms(reader, secret, (raw, at) -> NOTHING);
    }

    /**
     * Around a reader; the bytes of rejections are kept under a {@link Seal}.
     *
     * @param secret at least {@value KeyedHash#MIN_SECRET_BYTES} bytes, made by chance
     * @throws IllegalArgumentException if the secret is too short
     */
    public static Pseudonyms sealing(EventReader reader, byte[] secret) {
        return new Pseudonyms(reader, secret, new Sealed(Seal.of(secret)));
    }

    private record Sealed(Seal seal) implements Remains {
        @Override
        public byte[] of(byte[] raw, SourcePosition at) {
            return seal.seal(raw, at);
        }

        @Override
        public String words(byte[] raw) {
            return raw.length <= Seal.MAX_RAW_BYTES
                    ? "it is sealed"
                    : "sealed are its first %d bytes of %d"
                            .formatted(Seal.MAX_RAW_BYTES, raw.length);
        }
    }

    @Override
    public Intake read(byte[] raw, RecordHeaders headers, SourcePosition at) {
        return concealed(reader.read(raw, headers, at));
    }

    @Override
    public Intake read(byte[] raw, byte[] key, RecordHeaders headers, SourcePosition at) {
        return concealed(reader.read(raw, key, headers, at));
    }

    private Intake concealed(Intake intake) {
        if (intake instanceof Intake.Rejected rejected) {
            return new Intake.Rejected(concealed(rejected.rejection()));
        }
        return new Intake.Accepted(concealed(((Intake.Accepted) intake).event()));
    }

    private CustomerEvent concealed(CustomerEvent event) {
        Named named = Named.by(event);
        return new CustomerEvent(
                named.standsIn(event.eventId()) ? texts.of(event.eventId()) : event.eventId(),
                pseudonym(event.customerId()),
                event.type(),
                event.occurredAt(),
                event.hasOrder() ? texts.of(event.orderId()) : "",
                event.amountMinor(),
                freeText(event.channel(), named),
                concealed(event.detail(), named));
    }

    private EventDetail concealed(EventDetail detail, Named named) {
        if (detail instanceof EventDetail.Merge merge) {
            return new EventDetail.Merge(pseudonym(merge.intoId()));
        } else if (detail instanceof EventDetail.Referral referral) {
            return new EventDetail.Referral(pseudonym(referral.referredId()));
        } else if (detail instanceof EventDetail.Campaign campaign) {
            return new EventDetail.Campaign(freeText(campaign.campaignId(), named));
        } else if (detail instanceof EventDetail.Ticket ticket) {
            String id = ticket.ticketId();
            return new EventDetail.Ticket(named.standsIn(id) ? texts.of(id) : id);
        } else if (detail instanceof EventDetail.Profile profile) {
            return concealed(profile, named);
        }
        return detail;
    }

    private EventDetail concealed(EventDetail.Profile profile, Named named) {
        Map<ProfileAttribute, String> shown = new EnumMap<>(ProfileAttribute.class);
        profile.attributes()
                .forEach(
                        (attribute, value) ->
                                shown.put(
                                        attribute,
                                        isFree(attribute) ? freeText(value, named) : value));
        return new EventDetail.Profile(shown);
    }

    /** The others have a form of their own, in which an id could stand by chance only. */
    private static boolean isFree(ProfileAttribute attribute) {
        return switch (attribute) {
            case ACQUISITION_SOURCE, SEGMENT_HINT, LANGUAGE, PREFERRED_CHANNEL, OPT_OUT_CHANNELS ->
                    true;
            case ACQUISITION_COST, COUNTRY, BIRTH_YEAR -> false;
        };
    }

    private String pseudonym(String customerId) {
        return customerId.isEmpty() ? "" : ids.of(customerId);
    }

    private String freeText(String text, Named named) {
        return named.tellsIn(text) ? texts.of(text) : text;
    }

    /** The customers whom an event names, by their ids; empty for none. */
    private record Named(String customerId, String otherId) {
        static Named by(CustomerEvent event) {
            String other = "";
            if (event.detail() instanceof EventDetail.Merge merge) {
                other = merge.intoId();
            } else if (event.detail() instanceof EventDetail.Referral referral) {
                other = referral.referredId();
            }
            return new Named(event.customerId(), other);
        }

        boolean standsIn(String text) {
            return holds(text, customerId) || holds(text, otherId);
        }

        boolean tellsIn(String text) {
            return tells(text, customerId) || tells(text, otherId);
        }

        private static boolean tells(String text, String id) {
            return id.length() < MIN_TELLING_LENGTH
                    ? !id.isEmpty() && text.equalsIgnoreCase(id)
                    : holds(text, id);
        }

        private static boolean holds(String text, String id) {
            if (id.isEmpty()) {
                return false;
            }
            for (int from = 0; from <= text.length() - id.length(); from++) {
                if (text.regionMatches(true, from, id, 0, id.length())) {
                    return true;
                }
            }
            return false;
        }
    }

    private Rejection concealed(Rejection rejection) {
        byte[] raw = rejection.raw();
        byte[] key = rejection.key();
        String keyText = new String(key, StandardCharsets.UTF_8);
        return new Rejection(
                rejection.reason(),
                sentence(rejection.reason()) + "; " + remains.words(raw),
                remains.of(raw, rejection.at()),
                rejection.at(),
                key.length == 0 ? NOTHING : ids.of(keyText).getBytes(StandardCharsets.UTF_8));
    }

    /** What a reason means, whatever the record was. */
    private static String sentence(RejectionReason reason) {
        return switch (reason) {
            case EMPTY -> "the record has no bytes";
            case TOO_LARGE -> "the record has more than %d bytes".formatted(EventLimits.MAX_BYTES);
            case MALFORMED -> "the record is not of the form that was promised";
            case MISSING_FIELD -> "a field that this type of event needs is missing or blank";
            case BAD_FIELD -> "a field has a value that it cannot have, or one that is too long";
            case UNKNOWN_TYPE -> "the type is none of the event types";
            case BAD_TIME -> "the time is not of the form that was promised";
            case TIME_OUT_OF_RANGE -> "the time lies outside of what is believed";
            case FROM_THE_FUTURE -> "the time lies too far ahead of the clock";
            case BAD_AMOUNT -> "the amount is not a decimal number, or too large to be money";
            case NEGATIVE_AMOUNT -> "the amount is below zero";
            case UNSUPPORTED_CURRENCY -> "the amount is in a currency without a rate";
        };
    }
}
