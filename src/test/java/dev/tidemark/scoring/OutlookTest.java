package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.CustomerValue;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OutlookTest {
    private static CustomerValue oneOrder(Rules rules) {
        FoldedCustomer customer = new FoldedCustomer(rules);
        customer.apply(Events.purchase("e1", "2024-03-01T10:00:00Z", "o1", 4_200));
        return customer.buyer().value();
    }

    @Test
    void theExpectedOrdersLieInTheirInterval() {
        CustomerValue value = oneOrder(SampleRules.standard());
        assertTrue(value.expectedOrdersLow() <= value.expectedOrders(), value.toString());
        assertTrue(value.expectedOrders() <= value.expectedOrdersHigh(), value.toString());
        assertTrue(value.knowsInterval());
    }

    /** After a single order nothing is known of the spend, and its rate is spread too widely. */
    @Test
    void anInfiniteDeviationIsLeftOut() {
        assertTrue(oneOrder(SampleRules.standard()).expectedSpendDeviationMinor().isPresent());
        CustomerValue worthless = oneOrder(new SampleRules().worthless().build());
        assertEquals(OptionalLong.empty(), worthless.expectedSpendDeviationMinor());
    }
}
