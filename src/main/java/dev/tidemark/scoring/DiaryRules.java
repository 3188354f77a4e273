package dev.tidemark.scoring;

import java.io.Serializable;

/**
 * The windows of the figures by day.
 *
 * @param activeDays a customer is active for so many days from a purchase day on, over 0
 * @param periodDays churn is told of those active at the start of so many days, over 0
 * @param attributionDays orders up to so many days after a campaign's touch are due to it
 */
public record DiaryRules(int activeDays, int periodDays, int attributionDays)
        implements Serializable {
    public DiaryRules {
        if (activeDays < 1 || periodDays < 1 || attributionDays < 0) {
            throw new IllegalArgumentException(
                    "active for %d days, periods of %d, attribution of %d"
                            .formatted(activeDays, periodDays, attributionDays));
        }
    }
}
