package dev.tidemark.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CsvLayoutTest {
    private static final TimeFormat ISO = TimeFormat.of(TimeFormat.ISO, ZoneOffset.UTC);
    private static final String RETAIL =
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";

    @Test
    void fieldsAreFoundByTheNameOfTheirColumn() {
        CsvLayout layout =
                layout("customer=CustomerID,order=InvoiceNo,time=InvoiceDate,amount=UnitPrice");
        assertEquals(Optional.of(6), layout.column(CsvField.CUSTOMER));
        assertEquals(Optional.of(0), layout.column(CsvField.ORDER));
        assertEquals(Optional.of(4), layout.column(CsvField.TIME));
        assertEquals(Optional.of(5), layout.column(CsvField.AMOUNT));
        assertEquals(Optional.empty(), layout.column(CsvField.QUANTITY));
        assertEquals(Optional.empty(), layout.column(CsvField.TYPE));
    }

    @Test
    void anAmountCanBeAProductOfTwoColumns() {
        CsvLayout layout =
                layout("customer=CustomerID,time=InvoiceDate,amount=Quantity * unitprice");
        assertEquals(Optional.of(3), layout.column(CsvField.QUANTITY));
        assertEquals(Optional.of(5), layout.column(CsvField.AMOUNT));
    }

    @Test
    void aColumnThatHasAStarInItsNameIsNoProduct() {
        CsvLayout layout = layout("customer=c,time=t,amount=a*b", "c,t,a*b,a,b", ',');
        assertEquals(Optional.of(2), layout.column(CsvField.AMOUNT));
        assertEquals(Optional.empty(), layout.column(CsvField.QUANTITY));
    }

    @Test
    void headerNamesLoseTheirMarkQuotesAndBlanks() {
        CsvLayout layout =
                layout(
                        "customer=Customer ID,time=Time,\"amount=Sum, net\"",
                        "\uFEFF Customer ID ;\"Time\"; \"Sum, net\" ;\"Sum, net\"",
                        ';');
        assertEquals(List.of("Customer ID", "Time", "\"Sum, net\"", "Sum, net"), layout.header());
        assertEquals(Optional.of(3), layout.column(CsvField.AMOUNT));
    }

    @Test
    void theExactNameComesBeforeTheSameNameInAnotherCase() {
        CsvLayout layout = layout("customer=ID,time=t,amount=a", "id,ID,t,A", ',');
        assertEquals(Optional.of(1), layout.column(CsvField.CUSTOMER));
        assertEquals(Optional.of(3), layout.column(CsvField.AMOUNT));
    }

    @Test
    void aWrongMappingIsSaidInOneLineThatNamesTheColumns() {
        assertRefused(
                "column mapping: there is no column 'CustID' for customer; the columns are: "
                        + RETAIL.replace(",", ", "),
                "customer=CustID,time=InvoiceDate,amount=UnitPrice",
                RETAIL,
                ',');
        assertRefused(
                "column mapping: 'client' is no field of an event; they are customer, time,"
                        + " amount, order, event, type, currency, channel, campaign,"
                        + " survey, score, into",
                "client=CustomerID",
                RETAIL,
                ',');
        assertRefused(
                "column mapping: 'CustomerID' is not of the form field=Column",
                "CustomerID",
                RETAIL,
                ',');
        assertRefused(
                "column mapping: customer is mapped twice",
                "customer=CustomerID,customer=Country",
                RETAIL,
                ',');
        assertRefused(
                "column mapping: time, amount must be mapped, as in customer=…,time=…,amount=…",
                "customer=CustomerID",
                RETAIL,
                ',');
        assertRefused(
                "column mapping: more than one column is called 'a', for customer;"
                        + " the columns are: a, t, a",
                "customer=a,time=t,amount=t",
                "a,t,a",
                ',');
        assertRefused(
                "column mapping: there is no column 'a' for customer; the columns are: a,t,x"
                        + " (one column: is the delimiter right?)",
                "customer=a,time=t,amount=x",
                "a,t,x",
                ';');
        assertRefused(
                "column mapping: there is no column '' for amount; the columns are: a, b",
                "customer=a,time=b,amount=a*",
                "a,b",
                ',');
        assertRefused("the log has no header line", "customer=a", "", ',');
        assertRefused("the header has a quote that is never closed", "customer=a", "a,\"b", ',');
    }

    @Test
    void withATypeColumnThereNeedBeNoAmount() {
        CsvLayout layout = layout("customer=c,time=t,type=k", "c,t,k", ',');
        assertEquals(Optional.empty(), layout.column(CsvField.AMOUNT));
    }

    private static void assertRefused(
            String message, String mapping, String header, char delimiter) {
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class, () -> layout(mapping, header, delimiter));
        assertEquals(message, refused.getMessage());
    }

    private static CsvLayout layout(String mapping) {
        return layout(mapping, RETAIL, ',');
    }

    private static CsvLayout layout(String mapping, String header, char delimiter) {
        return CsvLayout.of(
                mapping, header.getBytes(StandardCharsets.UTF_8), CsvDialect.of(delimiter), ISO);
    }
}
