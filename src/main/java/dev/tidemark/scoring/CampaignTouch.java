package dev.tidemark.scoring;

/**
 * That a campaign reached a customer.
 *
 * @param campaignId cut at {@link ShortText#MOST} characters
 * @param day the last day on which it did, days since 1970-01-01
 */
record CampaignTouch(String campaignId, int day) implements Comparable<CampaignTouch> {
    @Override
    public int compareTo(CampaignTouch other) {
        int order = Integer.compare(day, other.day);
        return order != 0 ? order : campaignId.compareTo(other.campaignId);
    }
}
