package dev.tidemark.app.replay;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.tidemark.model.PurchaseHistory;
import dev.tidemark.model.Scorecard;
import dev.tidemark.scoring.BuyingModel;
import dev.tidemark.scoring.Rules;
import dev.tidemark.stats.PurchaseModel;
import dev.tidemark.wire.ScorecardJson;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Writes {@code explain.jsonl}: for each customer as of the end, the sufficient statistics in the
 * model's unit of time and what the model makes of them over a horizon of one's choice.
 */
final class Explanations implements Closeable {
    private static final double DAY_MILLIS = 86_400_000.0;

    private final JsonGenerator json;
    private final PurchaseModel model;
    private final double unitDays;
    private final double horizon;

    private Explanations(JsonGenerator json, Rules rules, Duration horizon) {
        this.json = json;
        BuyingModel inForce = rules.population().at(rules.closesAt());
        this.model = inForce.purchases();
        this.unitDays = inForce.unitDays();
        this.horizon = horizon.toMillis() / DAY_MILLIS / unitDays;
    }

    static Explanations open(Path file, Rules rules, Duration horizon) throws IOException {
        JsonFactory factory =
                JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();
        File target = file.toFile();
        JsonGenerator json = factory.createGenerator(target, JsonEncoding.UTF8);
        json.setRootValueSeparator(null);
        return new Explanations(json, rules, horizon);
    }

    void explain(byte[] scorecard) throws IOException {
        Scorecard card = ScorecardJson.read(scorecard);
        if (card.buyer().isEmpty()) {
            return;
        }
        PurchaseHistory history = card.buyer().get().history();
        int x = history.repeats();
        double tx = history.lastGapDays() / unitDays;
        double age = history.ageDays() / unitDays;
        json.writeStartObject();
        json.writeStringField("customerId", card.customerId());
        json.writeNumberField("x", x);
        json.writeNumberField("t_x", tx);
        json.writeNumberField("T", age);
        json.writeNumberField("unitDays", unitDays);
        json.writeNumberField("pAlive", model.probabilityAlive(x, tx, age));
        json.writeNumberField("horizon", horizon);
        json.writeNumberField("pBuy", model.probabilityOfPurchase(x, tx, age, horizon));
        json.writeNumberField("expectedPurchases", model.expectedPurchases(x, tx, age, horizon));
        json.writeEndObject();
        json.writeRaw('\n');
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
