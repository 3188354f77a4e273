package dev.tidemark.scoring;

import dev.tidemark.model.Playbook;
import java.io.Serializable;
import java.util.List;

/**
 * How customers are told apart, beside RFM and churn.
 *
 * @param matrix numbers of the CRM matrix
 * @param tier how the tier follows
 * @param lifecycle numbers of the lifecycle
 * @param stability what keeps customers from flapping
 * @param engagement what counts as engagement, and how it fades
 * @param diary windows of the figures by day
 * @param groups by what the figures are told apart, beside the quadrant
 * @param playbook what to do about it
 */
public record ClassRules(
        MatrixRules matrix,
        TierRules tier,
        LifecycleRules lifecycle,
        StabilityRules stability,
        EngagementRules engagement,
        DiaryRules diary,
        List<GroupBy> groups,
        Playbook playbook)
        implements Serializable {

    public ClassRules {
        groups = List.copyOf(groups);
    }
}
