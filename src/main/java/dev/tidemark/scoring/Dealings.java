package dev.tidemark.scoring;

import dev.tidemark.model.Moments;
import dev.tidemark.model.ProfileAttribute;
import dev.tidemark.model.Relationship;
import java.util.Set;

/** Interim. */
final class Dealings {
    Relationship relationship(long now, EngagementRules rules) {
        return Relationship.NONE;
    }

    long lastIntentAt() {
        return Moments.BEFORE_ALL;
    }

    int lastReferralDay() {
        return Purchases.NO_DAY;
    }

    String profile(ProfileAttribute attribute) {
        return "";
    }

    Set<String> optOutChannels() {
        return Set.of();
    }

    int nps() {
        return -1;
    }

    int csat() {
        return -1;
    }

    long acquisitionCostMinor() {
        return 0;
    }

    long ticketLapsesAt(long now) {
        return Moments.NEVER;
    }
}
