package dev.tidemark.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.RejectionReason;
import java.math.BigDecimal;

/**
 * The money of an order of the Segment Spec: without tax and shipping, after discounts, which is
 * what the spec calls {@code revenue}.
 *
 * @param properties of the track call
 * @param returned whether the money goes back; the spec does not say with which sign, so it counts
 *     without
 */
record OrderMoney(JsonFields properties, boolean returned) {
    /** Instead of the place of a product: the field is one of the order. */
    private static final int NO_PRODUCT = -1;

    /**
     * The first of {@code revenue}, {@code subtotal}, {@code total} less {@code tax} and {@code
     * shipping}, and the sum of price times quantity of {@code products}.
     *
     * <p>The spec's own refund has a {@code total} with tax and shipping in it and names neither;
     * the products that came back with it are worth no more than their prices, so that is the most
     * of it that counts.
     *
     * @param occurredAt when, for the rate of the currency, epoch milliseconds
     * @return minor units of the reporting currency, maybe below zero; {@link
     *     CustomerEvent#NO_AMOUNT} if nothing is said
     */
    long minor(long occurredAt, EventLimits limits) throws UnreadableRecord {
        for (String name : new String[] {"revenue", "subtotal"}) {
            if (properties.has(name)) {
                return minor(name, exact(name), occurredAt, limits);
            }
        }
        JsonNode products = properties.node().path("products");
        if (properties.has("total")) {
            BigDecimal net = exact("total").subtract(exact("tax")).subtract(exact("shipping"));
            boolean capped = returned && arePriced(products);
            return minor(
                    "total", capped ? net.min(sum(products, limits)) : net, occurredAt, limits);
        }
        return products.isArray() && !products.isEmpty()
                ? minor("products", sum(products, limits), occurredAt, limits)
                : CustomerEvent.NO_AMOUNT;
    }

    private static boolean arePriced(JsonNode products) {
        boolean priced = products.isArray() && !products.isEmpty();
        for (int i = 0; priced && i < products.size(); i++) {
            priced = new JsonFields(products.get(i)).has("price");
        }
        return priced;
    }

    private BigDecimal sum(JsonNode products, EventLimits limits) throws UnreadableRecord {
        String said = currency();
        String currency = said.isEmpty() ? limits.currency() : said;
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < products.size(); i++) {
            JsonFields product = new JsonFields(products.get(i));
            if (!product.has("price")) {
                throw FieldCheck.missing("products[%d].price".formatted(i));
            }
            String own = product.text("currency");
            if (!own.isEmpty() && !own.equalsIgnoreCase(currency)) {
                throw new UnreadableRecord(
                        RejectionReason.BAD_FIELD,
                        "products[%d].currency is '%s'; the order is in '%s'"
                                .formatted(i, FieldCheck.shown(own), FieldCheck.shown(currency)));
            }
            BigDecimal price = exact(product, "price", i);
            sum =
                    sum.add(
                            product.has("quantity")
                                    ? price.multiply(exact(product, "quantity", i))
                                    : price);
        }
        return sum;
    }

    /** What the order says; if it does not, what its first product says. */
    private String currency() throws UnreadableRecord {
        String said = properties.text("currency");
        return said.isEmpty()
                ? new JsonFields(properties.node().path("products").path(0)).text("currency")
                : said;
    }

    private BigDecimal exact(JsonFields fields, String name, int product) throws UnreadableRecord {
        if (!fields.has(name)) {
            return BigDecimal.ZERO;
        }
        String text = fields.text(name);
        try {
            BigDecimal amount = DecimalAmount.parseExact(text, '.');
            return returned ? amount.abs() : amount;
        } catch (NumberFormatException why) {
            String shown =
                    product == NO_PRODUCT ? name : "products[%d].%s".formatted(product, name);
            throw FieldCheck.badAmount(shown, text, why);
        }
    }

    private BigDecimal exact(String name) throws UnreadableRecord {
        return exact(properties, name, NO_PRODUCT);
    }

    private long minor(String field, BigDecimal exact, long occurredAt, EventLimits limits)
            throws UnreadableRecord {
        return MoneyField.minor(field, exact, currency(), occurredAt, limits);
    }
}
