package dev.tidemark.scoring;

import dev.tidemark.model.EventDetail;
import dev.tidemark.model.Moments;
import dev.tidemark.model.SurveyKind;

/**
 * What the customer answered when asked, in tenths: of each survey the last answer by event time
 * (of two at one moment the larger), and all answers of satisfaction together.
 *
 * <p>A rating is of a product and not of the business: it counts for engagement only, and so does
 * an answer in words. Immutable.
 *
 * @param csatAt when satisfaction was last told; {@link Moments#BEFORE_ALL} if never
 * @param csatTenths that answer, 10 to 50; 0 if there is none
 * @param csatCount how often it was told
 * @param csatSumTenths the sum of those answers
 * @param npsAt when they last said whether they would recommend us; likewise
 * @param npsTenths that answer, 0 to 100; 0 if there is none
 */
record Answers(
        long csatAt,
        int csatTenths,
        long csatCount,
        long csatSumTenths,
        long npsAt,
        int npsTenths) {

    static final Answers NONE = new Answers(Moments.BEFORE_ALL, 0, 0, 0, Moments.BEFORE_ALL, 0);

    boolean knowsCsat() {
        return csatCount > 0;
    }

    boolean knowsNps() {
        return npsAt != Moments.BEFORE_ALL;
    }

    Answers with(EventDetail.Survey survey, long at) {
        int tenths = survey.scoreTenths();
        if (survey.kind() == SurveyKind.CSAT) {
            return union(new Answers(at, tenths, 1, tenths, Moments.BEFORE_ALL, 0));
        }
        return survey.kind() == SurveyKind.NPS
                ? union(new Answers(Moments.BEFORE_ALL, 0, 0, 0, at, tenths))
                : this;
    }

    /** What two answered who are one person. */
    Answers union(Answers other) {
        boolean csat = isLater(other.csatAt, other.csatTenths, csatAt, csatTenths);
        boolean nps = isLater(other.npsAt, other.npsTenths, npsAt, npsTenths);
        return new Answers(
                csat ? other.csatAt : csatAt,
                csat ? other.csatTenths : csatTenths,
                csatCount + other.csatCount,
                csatSumTenths + other.csatSumTenths,
                nps ? other.npsAt : npsAt,
                nps ? other.npsTenths : npsTenths);
    }

    private static boolean isLater(long at, int tenths, long thanAt, int thanTenths) {
        return at > thanAt || at == thanAt && tenths > thanTenths;
    }
}
