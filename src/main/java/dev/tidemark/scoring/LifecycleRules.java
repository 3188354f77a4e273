package dev.tidemark.scoring;

import java.io.Serializable;

/**
 * The numbers of the decision table of the lifecycle.
 *
 * @param onboardingDays a first order is so many days old, at most, of one who is onboarding
 * @param lapsedDays from so many days without an order on a customer has lapsed
 * @param wonBackDays one who comes back is won back for so many days, under {@code lapsedDays}
 * @param advocateDays a referral makes an advocate for so many days
 * @param promoterNps from this answer on a customer is an advocate, 0 to 10
 */
public record LifecycleRules(
        int onboardingDays, int lapsedDays, int wonBackDays, int advocateDays, int promoterNps)
        implements Serializable {

    public LifecycleRules {
        if (onboardingDays < 0 || lapsedDays < 1 || advocateDays < 0) {
            throw new IllegalArgumentException(
                    "%d days of onboarding, lapsed after %d, an advocate for %d"
                            .formatted(onboardingDays, lapsedDays, advocateDays));
        }
        if (wonBackDays < 0 || wonBackDays >= lapsedDays) {
            throw new IllegalArgumentException(
                    "won back for %d days is not from 0 to under the %d days after which one lapses"
                            .formatted(wonBackDays, lapsedDays));
        }
    }
}
