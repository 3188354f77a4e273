package dev.tidemark.scoring.population;

import dev.tidemark.scoring.BuyerFacts;
import dev.tidemark.scoring.BuyingModel;
import dev.tidemark.stats.EmpiricalRisk;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The predictions of churn that were made at the beginning of one day, for the customers of the
 * sample, by the model in force and by the plain rule of inactivity.
 *
 * @param day the day
 * @param customers their hashes, in unsigned order
 * @param model the model's probability of no purchase within the horizon, of each
 * @param recencyDays how long each had been silent
 * @param rule the probability of the plain rule, of each; empty array while there is none
 */
record Origin(int day, long[] customers, double[] model, int[] recencyDays, double[] rule) {

    static Origin of(
            int day,
            int horizonDays,
            CustomerSample sample,
            BuyingModel model,
            Optional<EmpiricalRisk> rule) {
        int size = sample.size();
        long[] customers = new long[size];
        double[] churn = new double[size];
        int[] recency = new int[size];
        double[] ruled = new double[rule.isPresent() ? size : 0];
        double unit = model.unitDays();
        int i = 0;
        for (Map.Entry<Long, BuyerFacts> entry : sample.byCustomer().entrySet()) {
            BuyerFacts facts = entry.getValue();
            customers[i] = entry.getKey();
            churn[i] =
                    model.purchases()
                            .probabilityOfNoPurchase(
                                    facts.repeats(),
                                    facts.gapDays() / unit,
                                    facts.ageDays(day) / unit,
                                    horizonDays / unit);
            recency[i] = facts.recencyDays(day);
            if (rule.isPresent()) {
                ruled[i] = rule.get().of(recency[i]);
            }
            i++;
        }
        return new Origin(day, customers, churn, recency, ruled);
    }

    int size() {
        return customers.length;
    }

    boolean hasRule() {
        return rule.length == size() && size() > 0;
    }

    /** Without a customer who must be forgotten. */
    Origin without(long customer) {
        int at = indexOf(customer);
        return at < 0
                ? this
                : new Origin(
                        day,
                        Arrays.stream(kept(at)).mapToLong(k -> customers[k]).toArray(),
                        Arrays.stream(kept(at)).mapToDouble(k -> model[k]).toArray(),
                        Arrays.stream(kept(at)).map(k -> recencyDays[k]).toArray(),
                        hasRule()
                                ? Arrays.stream(kept(at)).mapToDouble(k -> rule[k]).toArray()
                                : rule);
    }

    /** Without those who are not in the sample any more; they are of no use for it. */
    Origin within(CustomerSample sample) {
        int left = size();
        while (left > 0 && !sample.isOpenTo(customers[left - 1])) {
            left--;
        }
        return left == size()
                ? this
                : new Origin(
                        day,
                        Arrays.copyOf(customers, left),
                        Arrays.copyOf(model, left),
                        Arrays.copyOf(recencyDays, left),
                        hasRule() ? Arrays.copyOf(rule, left) : rule);
    }

    private int[] kept(int without) {
        int[] kept = new int[size() - 1];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = i < without ? i : i + 1;
        }
        return kept;
    }

    private int indexOf(long customer) {
        int low = 0;
        int high = size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Long.compareUnsigned(customers[middle], customer);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }
}
