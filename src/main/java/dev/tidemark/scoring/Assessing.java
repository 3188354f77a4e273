package dev.tidemark.scoring;

import dev.tidemark.model.Account;
import dev.tidemark.model.BuyerScores;
import dev.tidemark.model.ChurnLevel;
import dev.tidemark.model.ChurnRisk;
import dev.tidemark.model.CrmPlaces;
import dev.tidemark.model.CustomerValue;
import dev.tidemark.model.Placement;
import dev.tidemark.model.ProfileAttribute;
import dev.tidemark.model.Relationship;
import dev.tidemark.model.RfmScores;
import dev.tidemark.model.RfmSegment;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Looks at a history as of one moment: scores, classes, advice, and when to look again. */
final class Assessing {
    private final Rules rules;
    private final RfmScoring scoring;
    private final Deadlines deadlines;

    Assessing(Rules rules) {
        this.rules = rules;
        this.scoring = new RfmScoring(rules);
        this.deadlines = new Deadlines(rules);
    }

    /** What there is to say of a customer at a moment, by these cut points, on a new scorecard. */
    Assessment of(CustomerHistory h, Cuts cuts, long now) {
        return of(h, cuts, now, true);
    }

    /**
     * The same for one who meets these cut points: who stays in every class keeps the scorecard,
     * which goes on growing old.
     */
    Assessment meeting(CustomerHistory h, Cuts cuts, long now) {
        return of(h, cuts, now, false);
    }

    private Assessment of(CustomerHistory h, Cuts cuts, long now, boolean anew) {
        Relationship relationship = h.dealings.relationship(now, rules.classes().engagement());
        return h.purchases.days > 0
                ? ofBuyer(h, cuts, relationship, now, anew)
                : ofProspect(h, cuts, relationship, now);
    }

    private Assessment ofProspect(
            CustomerHistory h, Cuts cuts, Relationship relationship, long now) {
        Standpoint at =
                new Standpoint(
                        rules.calendar().today(now),
                        intends(h, now),
                        false,
                        0,
                        0,
                        Purchases.NO_DAY,
                        0,
                        0,
                        0,
                        0,
                        null,
                        false,
                        relationship,
                        false,
                        false,
                        h.places);
        Place<RfmSegment> rfm = h.places.rfm().moved(RfmSegment.PROSPECT, now);
        Classified c = classify(h, at, cuts, rfm, h.places.churn().moved(null, now), now);
        return new Assessment(
                Optional.empty(),
                c.places,
                c.crm,
                relationship,
                0,
                deadlines.ofProspect(h.dealings, now),
                account(h, c, relationship, 0, 0, CustomerValue.NOTHING, at.today()));
    }

    private Assessment ofBuyer(
            CustomerHistory h, Cuts cuts, Relationship relationship, long now, boolean anew) {
        Appraisal appraisal = new Appraisal(rules, rules.population().at(now), h.purchases);
        int today = rules.calendar().today(now);
        RfmScores rfm = scoring.of(h, cuts, today);
        Outlook outlook = appraisal.at(now);
        double churn = outlook.probabilityOfNoPurchase();
        ChurnLevel levelBefore = h.places.churn().current();
        ChurnLevel level =
                levelBefore == null
                        ? rules.churn().first(churn)
                        : rules.churn().next(churn, levelBefore);
        CustomerValue value = outlook.value();
        Standpoint at = standpoint(h, today, rfm, value, level, relationship);
        Classified c =
                classify(
                        h,
                        at,
                        cuts,
                        h.places.rfm().moved(rules.grid().segment(rfm.r(), rfm.f(), rfm.m()), now),
                        h.places.churn().moved(level, now),
                        now);
        boolean keeps = !anew && h.hasScores(rfm) && h.places.areSame(c.places);
        long next =
                deadlines.next(
                        h,
                        appraisal,
                        new Deadlines.Now(
                                now,
                                today,
                                rfm.r(),
                                level,
                                churn,
                                value.expectedSpendMinor(),
                                c.places.matrix().current(),
                                at.wonBackDay(),
                                cuts,
                                keeps ? scored(h) : scored(now, value)));
        return new Assessment(
                Optional.of(
                        new BuyerScores(
                                rfm,
                                value,
                                new ChurnRisk(
                                        churn,
                                        outlook.probabilityAlive(),
                                        level,
                                        c.places.churn().since()),
                                appraisal.history(now))),
                c.places,
                c.crm,
                relationship,
                TierTable.points(at, rules.grid().scores(), rules.classes().tier()),
                next,
                account(h, c, relationship, rfm.orders(), rfm.spendMinor(), value, today));
    }

    /** The last scorecard: since then the customer has bought nothing. */
    private Deadlines.Scored scored(CustomerHistory h) {
        BuyingModel model = rules.population().at(h.asOf);
        Outlook outlook = new Appraisal(rules, model, h.purchases).at(h.asOf);
        return new Deadlines.Scored(
                h.asOf, outlook.expectedOrders(), h.account.expectedSpendMinor());
    }

    private static Deadlines.Scored scored(long now, CustomerValue value) {
        return new Deadlines.Scored(now, value.expectedOrders(), value.expectedSpendMinor());
    }

    private Standpoint standpoint(
            CustomerHistory h,
            int today,
            RfmScores rfm,
            CustomerValue value,
            ChurnLevel level,
            Relationship relationship) {
        LifecycleRules lifecycle = rules.classes().lifecycle();
        Purchases purchases = h.purchases;
        Account before = h.account;
        int referral = h.dealings.lastReferralDay();
        return new Standpoint(
                today,
                false,
                true,
                Math.max(0, today - purchases.firstDay),
                rfm.recencyDays(),
                Comeback.day(purchases, today, lifecycle),
                rfm.f(),
                rfm.m(),
                rfm.spendMinor(),
                value.expectedSpendMinor(),
                level,
                referral != Purchases.NO_DAY && today - referral <= lifecycle.advocateDays(),
                relationship,
                rfm.spendMinor() < before.spendMinor(),
                purchases.net < before.revenueMinor(),
                h.places);
    }

    private boolean intends(CustomerHistory h, long now) {
        long last = h.dealings.lastIntentAt();
        long lasts = rules.classes().matrix().intentDays() * DayCalendar.DAY_MILLIS;
        return last > Long.MIN_VALUE + lasts && now - last < lasts;
    }

    /** Places and what the tables and the playbook say of them. */
    private record Classified(Places places, CrmPlaces crm) {}

    private Classified classify(
            CustomerHistory h,
            Standpoint at,
            Cuts cuts,
            Place<RfmSegment> rfm,
            Place<ChurnLevel> churn,
            long now) {
        ClassRules classes = rules.classes();
        MatrixTable matrix = MatrixTable.row(at, cuts.points(), classes);
        TierTable tier = TierTable.row(at, rules.grid().scores(), classes);
        LifecycleTable lifecycle = LifecycleTable.row(at, classes.lifecycle());
        Optional<AbcTable> abc =
                at.buys()
                        ? Optional.of(AbcTable.row(at, cuts.points(), classes.stability()))
                        : Optional.empty();
        Places places =
                new Places(
                        rfm,
                        churn,
                        h.places.matrix().moved(matrix.quadrant(), now),
                        h.places.abc().moved(abc.map(AbcTable::abc).orElse(null), now),
                        h.places.tier().moved(tier.tier(), now),
                        h.places.lifecycle().moved(lifecycle.stage(), now));
        ActionTable action = ActionTable.row(at, matrix.quadrant(), tier.tier(), lifecycle.stage());
        CrmPlaces crm =
                new CrmPlaces(
                        placement(matrix.quadrant().label(), places.matrix(), matrix.rule()),
                        abc.map(row -> placement(row.abc().label(), places.abc(), row.rule())),
                        placement(tier.tier().label(), places.tier(), tier.rule()),
                        placement(lifecycle.stage().label(), places.lifecycle(), lifecycle.rule()),
                        action.action(),
                        action.rule(),
                        classes.playbook()
                                .advice(
                                        matrix.quadrant(),
                                        tier.tier(),
                                        lifecycle.stage(),
                                        at.relationship().preferredChannel(),
                                        h.dealings.optOutChannels()));
        return new Classified(places, crm);
    }

    private static Placement placement(String label, Place<?> place, String rule) {
        return new Placement(label, place.since(), rule);
    }

    private Account account(
            CustomerHistory h,
            Classified c,
            Relationship relationship,
            int orders,
            long spendMinor,
            CustomerValue value,
            int today) {
        boolean buys = h.purchases.days > 0;
        return new Account(
                true,
                c.places.matrix().current(),
                groups(h.dealings, today),
                buys ? h.purchases.firstDay : Account.NO_DAY,
                buys ? h.purchases.lastDay : Account.NO_DAY,
                orders,
                spendMinor,
                h.purchases.net,
                value.expectedSpendMinor(),
                value.clvMinor(),
                c.places.churn().current() == ChurnLevel.HIGH,
                relationship.engagement(),
                h.dealings.nps(),
                h.dealings.csat(),
                h.dealings.acquisitionCostMinor());
    }

    private List<String> groups(Dealings dealings, int today) {
        List<GroupBy> groupBys = rules.classes().groups();
        if (groupBys.isEmpty()) {
            return List.of();
        }
        boolean byAge =
                groupBys.contains(GroupBy.AGE_BAND)
                        && !dealings.profile(ProfileAttribute.BIRTH_YEAR).isEmpty();
        int year = byAge ? LocalDate.ofEpochDay(today).getYear() : 0;
        String[] groups = new String[groupBys.size()];
        boolean isKnown = false;
        for (int i = 0; i < groups.length; i++) {
            groups[i] = groupBys.get(i).of(dealings, year);
            isKnown |= !groups[i].isEmpty();
        }
        return isKnown ? List.of(groups) : GroupBy.unknown(groups.length);
    }
}
