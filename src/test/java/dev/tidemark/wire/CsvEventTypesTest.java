package dev.tidemark.wire;

import static dev.tidemark.wire.NativeDoor.millis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.model.Intake;
import dev.tidemark.model.Rejection;
import dev.tidemark.model.RejectionReason;
import dev.tidemark.model.SourcePosition;
import dev.tidemark.model.SurveyKind;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of other types than purchase and refund. */
class CsvEventTypesTest {
    private static final EventLimits LIMITS =
            new EventLimits(
                    "USD",
                    0,
                    millis("2100-01-01T00:00:00Z"),
                    ExchangeRates.parse("EUR=1.08,EUR@2026-01-01=1.10"));
    private static final String HEADER =
            "type,customer,order,time,amount,currency,campaign,survey,score,into";
    private static final String MAPPING =
            "type=type,customer=customer,order=order,time=time,amount=amount,currency=currency,"
                    + "campaign=campaign,survey=survey,score=score,into=into";

    private final EventReader reader = reader(MAPPING, CsvDialect.of(','));

    @ParameterizedTest
    @CsvSource({"view", "search", "Cart", "LOGIN", "consent_withdrawn", "erase", "ticket_opened"})
    void aRowMayBeOfATypeThatSaysNothingMore(String type) {
        CustomerEvent event = event(type + ",c1,,2026-03-01,12.5,,,,,");
        assertEquals(type.toLowerCase(Locale.ROOT), event.type().wireName());
        assertEquals(CustomerEvent.NO_AMOUNT, event.amountMinor());
    }

    @Test
    void anEmailMayNameItsCampaign() {
        assertEquals(
                new EventDetail.Campaign("spring"),
                event("email_opened,c1,,2026-03-01,,,spring,,,").detail());
        assertEquals(
                new EventDetail.Campaign(""), event("email_opened,c1,,2026-03-01,,,,,,").detail());
    }

    @Test
    void aCampaignsCostHasNoCustomer() {
        CustomerEvent cost = event("campaign_cost,,,2026-03-01,100,eur,spring,,,");
        assertEquals("", cost.customerId());
        assertEquals(11_000, cost.amountMinor());
        assertSame(
                RejectionReason.BAD_FIELD,
                rejection("campaign_cost,c1,,2026-03-01,100,,,,,").reason());
        assertSame(
                RejectionReason.MISSING_FIELD,
                rejection("campaign_cost,,,2026-03-01,,,,,,").reason());
        assertSame(
                RejectionReason.NEGATIVE_AMOUNT,
                rejection("campaign_cost,,,2026-03-01,-1,,,,,").reason());
    }

    @Test
    void aCancellationNeedsItsOrderAndNoAmount() {
        CustomerEvent cancellation = event("cancellation,c1,o1,2026-03-01,-12.5,QQQ,,,,");
        assertSame(EventType.CANCELLATION, cancellation.type());
        assertEquals(CustomerEvent.NO_AMOUNT, cancellation.amountMinor());
        assertEquals(
                "order is missing or blank",
                rejection("cancellation,c1,,2026-03-01,,,,,,").detail());
    }

    @Test
    void anAnswerIsInTwoColumns() {
        assertEquals(
                new EventDetail.Survey(SurveyKind.RATING, 45),
                event("survey,c1,,2026-03-01,,,,Rating,4.5,").detail());
        assertEquals(
                "survey is missing or blank", rejection("survey,c1,,2026-03-01,,,,,4,").detail());
        EventReader comma = reader(MAPPING, new CsvDialect(',', ',', "UTF-8"));
        String row = "survey,c1,,2026-03-01,,,,rating,\"4,5\",";
        Intake intake = comma.read(row.getBytes(StandardCharsets.UTF_8), position());
        assertEquals(
                new EventDetail.Survey(SurveyKind.RATING, 45),
                ((Intake.Accepted) intake).event().detail());
    }

    @Test
    void aMergeNamesTheIdThatStays() {
        assertEquals(new EventDetail.Merge("c2"), event("merge,c1,,2026-03-01,,,,,,c2").detail());
        assertEquals("into is missing or blank", rejection("merge,c1,,2026-03-01,,,,,,").detail());
        assertSame(RejectionReason.BAD_FIELD, rejection("merge,c1,,2026-03-01,,,,,,c1").reason());
    }

    @Test
    void aProfileDoesNotFitIntoARow() {
        Rejection rejection = rejection("profile,c1,,2026-03-01,,,,,,");
        assertSame(RejectionReason.UNKNOWN_TYPE, rejection.reason());
        assertEquals(
                "type is 'profile'; attributes are read from native events only",
                rejection.detail());
    }

    @Test
    void anAmountInAnotherCurrencyIsConverted() {
        assertEquals(1_100, event(",c1,o1,2026-03-01,10,EUR,,,,").amountMinor());
        CustomerEvent refund = event(",c1,o1,2025-12-31,-10,EUR,,,,");
        assertSame(EventType.REFUND, refund.type());
        assertEquals(1_080, refund.amountMinor());
        EventReader product =
                reader(
                        "customer=customer,time=time,amount=order*amount,currency=currency",
                        CsvDialect.of(','));
        String row = ",c1,3,2026-03-01,0.05,eur,,,,";
        Intake intake = product.read(row.getBytes(StandardCharsets.UTF_8), position());
        assertEquals(16, ((Intake.Accepted) intake).event().amountMinor(), "0.165, to even");
    }

    private static EventReader reader(String mapping, CsvDialect dialect) {
        CsvLayout layout =
                CsvLayout.of(
                        mapping,
                        HEADER.getBytes(StandardCharsets.UTF_8),
                        dialect,
                        TimeFormat.of(TimeFormat.ISO, ZoneOffset.UTC));
        return new CsvEventReader(layout, LIMITS, "0123");
    }

    private CustomerEvent event(String row) {
        Intake intake = reader.read(row.getBytes(StandardCharsets.UTF_8), position());
        assertInstanceOf(Intake.Accepted.class, intake, () -> row + ": " + intake);
        return ((Intake.Accepted) intake).event();
    }

    private Rejection rejection(String row) {
        Intake intake = reader.read(row.getBytes(StandardCharsets.UTF_8), position());
        return assertInstanceOf(Intake.Rejected.class, intake, row).rejection();
    }

    private static SourcePosition position() {
        return new SourcePosition("orders.csv", 0, 7);
    }
}
