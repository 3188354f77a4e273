package dev.tidemark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.app.config.Settings;
import dev.tidemark.model.Intake;
import dev.tidemark.model.SourcePosition;
import dev.tidemark.wire.NativeEventReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the schema of events asks of each type. */
class NativeEventSchemaTest {
    private static final MessageSchema SCHEMA = MessageSchema.of("native-event");

    private static final NativeEventReader READER =
            NativeEventReader.of(Settings.of(Map.of()).eventLimits());

    private static String event(String fields) {
        String json = "{'eventId':'e','occurredAt':'2026-03-01T12:30:00Z'," + fields + "}";
        return json.replace('\'', '"');
    }

    private static Intake read(String event) {
        byte[] raw = event.getBytes(StandardCharsets.UTF_8);
        return READER.read(raw, new SourcePosition("schema", 0, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'type':'purchase','customerId':'c','amount':0",
                "'type':'purchase','customerId':17,'amount':'12.50','replaces':true",
                "'type':'purchase','customerId':'c','amount':1,'orderId':null,'properties':{}",
                "'type':'refund','customerId':'c','amount':1",
                "'type':'refund','customerId':'c','orderId':'o'",
                "'type':'cancellation','customerId':'c','orderId':815",
                "'type':'view','customerId':'c'",
                "'type':'survey','customerId':'c','survey':'nps','score':0",
                "'type':'survey','customerId':'c','survey':'nps','score':'10'",
                "'type':'survey','customerId':'c','survey':'csat','score':5",
                "'type':'survey','customerId':'c','survey':'rating','score':'4.7'",
                "'type':'survey','customerId':'c','survey':'text','text':'great'",
                "'type':'profile','customerId':'c','attributes':{'country':'','birthYear':'1984'}",
                "'type':'profile','customerId':'c','attributes':{'optOutChannels':'Email, sms'}",
                "'type':'merge','customerId':'c','into':'d'",
                "'type':'campaign_cost','amount':5,'campaignId':'spring'",
                "'type':'campaign_cost','customerId':null,'amount':5"
            })
    void whatEachTypeNeedsIsEnough(String fields) {
        assertEquals(List.of(), SCHEMA.faults(event(fields)), fields);
        assertInstanceOf(Intake.Accepted.class, read(event(fields)), fields);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'type':'view'",
                "'type':'view','customerId':null",
                "'type':'view','customerId':' '",
                "'type':'view','customerId':true",
                "'type':'buy','customerId':'c'",
                "'type':'PURCHASE','customerId':'c','amount':1",
                "'customerId':'c'",
                "'type':'view','customerId':'c','occurredAt':'yesterday'",
                "'type':'view','customerId':'c','occurredAt':null",
                "'type':'view','customerId':'c','eventId':null",
                "'type':'purchase','customerId':'c'",
                "'type':'purchase','customerId':'c','amount':null",
                "'type':'purchase','customerId':'c','amount':-1",
                "'type':'purchase','customerId':'c','amount':'1,5'",
                "'type':'purchase','customerId':'c','amount':1,'currency':'dollars'",
                "'type':'purchase','customerId':'c','amount':1,'replaces':'yes'",
                "'type':'refund','customerId':'c'",
                "'type':'refund','customerId':'c','orderId':null,'amount':null",
                "'type':'cancellation','customerId':'c'",
                "'type':'survey','customerId':'c'",
                "'type':'survey','customerId':'c','survey':'mood','score':1",
                "'type':'survey','customerId':'c','survey':'nps'",
                "'type':'survey','customerId':'c','survey':'nps','score':11",
                "'type':'survey','customerId':'c','survey':'nps','score':7.5",
                "'type':'survey','customerId':'c','survey':'csat','score':'0'",
                "'type':'survey','customerId':'c','survey':'rating','score':'4.75'",
                "'type':'profile','customerId':'c','attributes':['CZ']",
                "'type':'profile','customerId':'c','attributes':{'country':'Czechia'}",
                "'type':'profile','customerId':'c','attributes':{'birthYear':84}",
                "'type':'profile','customerId':'c','attributes':{'acquisitionCost':-1}",
                "'type':'profile','customerId':'c','attributes':{'optOutChannels':'email;sms'}",
                "'type':'merge','customerId':'c'",
                "'type':'campaign_cost','campaignId':'spring'",
                "'type':'campaign_cost','customerId':'c','amount':5"
            })
    void whatLacksItOrSaysItOtherwiseFails(String fields) {
        assertFalse(SCHEMA.faults(event(fields)).isEmpty(), fields);
        assertInstanceOf(Intake.Rejected.class, read(event(fields)), fields);
    }

    @Test
    void theReaderAcceptsEveryExample() {
        for (JsonNode example : SCHEMA.document().get("examples")) {
            String event = example.toString().replace("EUR", "USD");
            assertInstanceOf(Intake.Accepted.class, read(event), event);
        }
    }
}
