package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.tidemark.model.Cause;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A grid may be replaced by one of fewer scores, or of more, over the customers there are. */
class AnotherGridTest {
    private static final RfmLimits OF_THREE =
            new RfmLimits(List.of(180L, 365L), List.of(2L, 4L), List.of(10_000L, 40_000L));

    private static FoldedCustomer best(SampleRules rules) {
        FoldedCustomer customer = new FoldedCustomer(rules.build());
        for (int i = 0; i < 9; i++) {
            customer.decide(Events.purchase("e" + i, "2024-03-01T10:00:00Z", "o" + i, 20_000));
        }
        return customer;
    }

    @Test
    void whoHadAFiveHasAThreeOfThree() {
        SampleRules three = new SampleRules().version("other");
        FoldedCustomer customer =
                best(new SampleRules()).under(three.grid(RfmGrid.sixGroups(), OF_THREE).build());
        customer.silence(customer.last().asOf());
        assertSame(Cause.RULES, customer.last().cause());
        assertEquals(3, customer.buyer().rfm().r());
        assertEquals(3, customer.buyer().rfm().f());
        assertEquals(3, customer.buyer().rfm().m());
    }

    @Test
    void whoHadAThreeOfThreeHasAFive() {
        SampleRules three = new SampleRules().grid(RfmGrid.sixGroups(), OF_THREE);
        FoldedCustomer customer = best(three).under(new SampleRules().version("other").build());
        customer.silence(customer.last().asOf());
        assertSame(Cause.RULES, customer.last().cause());
        assertEquals(5, customer.buyer().rfm().f());
    }
}
