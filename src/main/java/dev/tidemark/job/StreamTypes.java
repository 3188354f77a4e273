package dev.tidemark.job;

import dev.tidemark.model.ErasureReceipt;
import dev.tidemark.model.Intake;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.PopulationNotice;
import dev.tidemark.model.Rejection;
import dev.tidemark.model.ScoreUpdate;
import dev.tidemark.model.Transition;
import dev.tidemark.scoring.CustomerHistory;
import dev.tidemark.scoring.HistoryCodec;
import dev.tidemark.scoring.Relay;
import dev.tidemark.scoring.population.BuyerReport;
import dev.tidemark.scoring.population.TallySheet;
import dev.tidemark.wire.ErasureJson;
import dev.tidemark.wire.KpiJson;
import dev.tidemark.wire.PopulationJson;
import dev.tidemark.wire.RejectionJson;
import dev.tidemark.wire.ScoreUpdateJson;
import dev.tidemark.wire.TransitionJson;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * The one place for every type that Flink carries or stores, and its bytes.
 *
 * <p>The events cross the network, and have a serializer of their own. Scorecards and the like stay
 * within a chain as objects; should they leave it, they travel in the form in which they leave the
 * house.
 */
public final class StreamTypes {
    static final TypeInformation<CustomerHistory> HISTORY =
            type("history", CustomerHistory.class, HistoryCodec::encode, HistoryCodec::decode);
    static final TypeInformation<Incoming> INCOMING =
            type("incoming", Incoming.class, IncomingCodec::encode, IncomingCodec::decode);
    static final TypeInformation<ScoreUpdate> SCORE_UPDATE =
            type("score-update", ScoreUpdate.class, ScoreUpdateJson::write, ScoreUpdateJson::read);
    static final TypeInformation<ErasureReceipt> ERASURE =
            type(
                    "erasure",
                    ErasureReceipt.class,
                    ErasureJson::writeReceipt,
                    ErasureJson::readReceipt);
    static final TypeInformation<Transition> TRANSITION =
            type("transition", Transition.class, TransitionJson::write, TransitionJson::read);
    static final TypeInformation<Rejection> REJECTION =
            type("rejection", Rejection.class, RejectionJson::write, RejectionJson::read);
    static final TypeInformation<KpiValue> KPI =
            type("kpi", KpiValue.class, KpiJson::write, KpiJson::read);

    static final TypeInformation<BuyerReport> REPORT =
            type("report", BuyerReport.class, BuyerReport::encode, BuyerReport::decode);

    static final TypeInformation<TallySheet> SHEET =
            type("sheet", TallySheet.class, TallySheet::encode, TallySheet::decode);

    /** What a source of relays yields. */
    public static final TypeInformation<Relay> RELAY =
            type("relay", Relay.class, RelayCodec::encode, RelayCodec::decode);

    /** What a source of what was learned of the population yields. */
    public static final TypeInformation<PopulationNotice> POPULATION =
            type("population", PopulationNotice.class, PopulationJson::write, PopulationJson::read);

    /** What a source yields. */
    public static final TypeInformation<Intake> INTAKE =
            type("intake", Intake.class, StreamTypes::encodeIntake, StreamTypes::decodeIntake);

    private static final Map<String, TypeInformation<?>> BY_NAME =
            Map.ofEntries(
                    Map.entry("history", HISTORY),
                    Map.entry("incoming", INCOMING),
                    Map.entry("score-update", SCORE_UPDATE),
                    Map.entry("transition", TRANSITION),
                    Map.entry("rejection", REJECTION),
                    Map.entry("erasure", ERASURE),
                    Map.entry("relay", RELAY),
                    Map.entry("report", REPORT),
                    Map.entry("sheet", SHEET),
                    Map.entry("population", POPULATION),
                    Map.entry("kpi", KPI),
                    Map.entry("intake", INTAKE));

    private static final byte ACCEPTED = 0;
    private static final byte REJECTED = 1;

    private StreamTypes() {}

    /** The type of that name, as it stands in a savepoint. */
    static TypeInformation<?> named(String name) {
        TypeInformation<?> type = BY_NAME.get(name);
        if (type == null) {
            throw new IllegalArgumentException(
                    "no type '%s'; known are %s".formatted(name, BY_NAME.keySet()));
        }
        return type;
    }

    private static <T> TypeInformation<T> type(
            String name, Class<T> type, Function<T, byte[]> encode, Function<byte[], T> decode) {
        return new CodecType<>(name, type, encode, decode);
    }

    private static byte[] encodeIntake(Intake intake) {
        return intake instanceof Intake.Accepted accepted
                ? tagged(ACCEPTED, IncomingCodec.encode(Incoming.Happened.of(accepted)))
                : tagged(REJECTED, RejectionJson.write(((Intake.Rejected) intake).rejection()));
    }

    private static Intake decodeIntake(byte[] bytes) {
        byte[] body = new byte[bytes.length - 1];
        System.arraycopy(bytes, 1, body, 0, body.length);
        return bytes[0] == ACCEPTED
                ? ((Incoming.Happened) IncomingCodec.decode(body)).accepted()
                : new Intake.Rejected(RejectionJson.read(body));
    }

    private static byte[] tagged(byte tag, byte[] body) {
        byte[] bytes = new byte[body.length + 1];
        bytes[0] = tag;
        System.arraycopy(body, 0, bytes, 1, body.length);
        return bytes;
    }
}
