package dev.tidemark.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.model.CustomerEvent;
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
                return minor(name, exact(properties, name, name), occurredAt, limits);
            }
        }
        JsonNode products = properties.node().path("products");
        if (properties.has("total")) {
            BigDecimal net =
                    exact(properties, "total", "total")
                            .subtract(exact(properties, "tax", "tax"))
                            .subtract(exact(properties, "shipping", "shipping"));
            boolean capped = returned && arePriced(products);
            return minor("total", capped ? net.min(sum(products)) : net, occurredAt, limits);
        }
        return products.isArray() && !products.isEmpty()
                ? minor("products", sum(products), occurredAt, limits)
                : CustomerEvent.NO_AMOUNT;
    }

    private static boolean arePriced(JsonNode products) {
        boolean priced = products.isArray() && !products.isEmpty();
        for (int i = 0; priced && i < products.size(); i++) {
            priced = new JsonFields(products.get(i)).has("price");
        }
        return priced;
    }

    private BigDecimal sum(JsonNode products) throws UnreadableRecord {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < products.size(); i++) {
            JsonFields product = new JsonFields(products.get(i));
            String field = "products[%d].".formatted(i);
            if (!product.has("price")) {
                throw FieldCheck.missing(field + "price");
            }
            BigDecimal price = exact(product, "price", field + "price");
            sum =
                    sum.add(
                            product.has("quantity")
                                    ? price.multiply(exact(product, "quantity", field + "quantity"))
                                    : price);
        }
        return sum;
    }

    private BigDecimal exact(JsonFields fields, String name, String shownName)
            throws UnreadableRecord {
        if (!fields.has(name)) {
            return BigDecimal.ZERO;
        }
        String text = fields.text(name);
        try {
            BigDecimal amount = DecimalAmount.parseExact(text, '.');
            return returned ? amount.abs() : amount;
        } catch (NumberFormatException why) {
            throw FieldCheck.badAmount(shownName, text, why);
        }
    }

    private long minor(String field, BigDecimal exact, long occurredAt, EventLimits limits)
            throws UnreadableRecord {
        return MoneyField.minor(field, exact, properties.text("currency"), occurredAt, limits);
    }
}
