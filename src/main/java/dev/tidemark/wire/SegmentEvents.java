package dev.tidemark.wire;

import dev.tidemark.model.EventType;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the track events of the public specs are to Tidemark: Segment's ecommerce v2 with the names
 * of v1, B2B SaaS, email and mobile, and RudderStack's, which are the same names.
 *
 * <p>The table in {@code docs/events.md} says the same; a test holds the two together.
 */
final class SegmentEvents {
    /** Longer than any name of the table: a long text must not cost time. */
    private static final int MAX_NAME_LENGTH = 64;

    private static final Map<String, Meaning> BY_KEY = new HashMap<>();

    static {
        put(EventType.PURCHASE, "Order Completed", "Completed Order");
        BY_KEY.put(key("Order Updated"), new Meaning(EventType.PURCHASE, true));
        BY_KEY.put(key("Updated Order"), new Meaning(EventType.PURCHASE, true));
        put(EventType.REFUND, "Order Refunded", "Refunded Order");
        put(EventType.CANCELLATION, "Order Cancelled", "Order Canceled");
        put(EventType.CANCELLATION, "Cancelled Order", "Canceled Order");

        put(EventType.SEARCH, "Products Searched", "Searched Products");
        put(EventType.VIEW, "Product Viewed", "Viewed Product");
        put(EventType.VIEW, "Product Clicked", "Clicked Product");
        put(EventType.VIEW, "Product List Viewed", "Viewed Product List");
        put(EventType.VIEW, "Viewed Product Category", "Product List Filtered");
        put(EventType.VIEW, "Promotion Viewed", "Viewed Promotion");
        put(EventType.VIEW, "Promotion Clicked", "Clicked Promotion");
        put(EventType.CART, "Product Added", "Added Product");
        put(EventType.CART, "Product Removed", "Removed Product");
        put(EventType.CART, "Cart Viewed", "Viewed Cart", "Cart Shared");
        put(EventType.CART, "Product Added to Wishlist", "Product Removed from Wishlist");
        put(EventType.CART, "Wishlist Product Added to Cart");
        put(EventType.CART, "Coupon Entered", "Coupon Applied");
        put(EventType.CART, "Coupon Denied", "Coupon Removed");
        put(EventType.CHECKOUT, "Checkout Started", "Started Order", "Payment Info Entered");
        put(EventType.CHECKOUT, "Checkout Step Viewed", "Viewed Checkout Step");
        put(EventType.CHECKOUT, "Checkout Step Completed", "Completed Checkout Step");

        put(EventType.SURVEY, "Product Reviewed", "Reviewed Product");
        put(EventType.SIGNUP, "Signed Up", "Account Created");
        put(EventType.LOGIN, "Signed In", "Logged In");
        put(EventType.REFERRAL, "Invite Sent", "Invitation Sent");
        put(EventType.REFERRAL, "Friend Referred", "Referral Completed");
        put(EventType.EMAIL_SENT, "Email Delivered", "Email Sent", "Email Bounced");
        put(EventType.EMAIL_OPENED, "Email Opened");
        put(EventType.EMAIL_CLICKED, "Email Link Clicked", "Email Clicked");
        put(EventType.CAMPAIGN_TOUCH, "Push Notification Received", "Push Notification Bounced");
        put(EventType.PROFILE, "Install Attributed");
        // What Segment itself computes is no sign of life of the customer.
        put(EventType.PROFILE, "Audience Entered", "Audience Exited", "Trait Computed");
    }

    private SegmentEvents() {}

    /**
     * What a track event is.
     *
     * @param restates whether it is an order as it is now, whatever was said of it before
     */
    record Meaning(EventType type, boolean restates) {
        /** What no spec names is a sign of life still. */
        static final Meaning OTHER = new Meaning(EventType.ENGAGEMENT, false);
    }

    /**
     * What a track event of that name is; case, blanks and the marks between words do not count.
     */
    static Meaning of(String name) {
        return name.length() > MAX_NAME_LENGTH
                ? Meaning.OTHER
                : BY_KEY.getOrDefault(key(name), Meaning.OTHER);
    }

    private static void put(EventType type, String... names) {
        for (String name : names) {
            BY_KEY.put(key(name), new Meaning(type, false));
        }
    }

    /**
     * {@code Order Completed}, {@code order_completed} and {@code orderCompleted} are one event.
     */
    private static String key(String name) {
        StringBuilder letters = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != ' ' && c != '_' && c != '-') {
                letters.append(c);
            }
        }
        return letters.toString().toLowerCase(Locale.ROOT);
    }
}
