package dev.tidemark.scoring;

/** Texts from outside as they are remembered: no longer than a bound. */
final class ShortText {
    /** The longest that is remembered, in characters. */
    static final int MOST = 64;

    private ShortText() {}

    /** The text, cut at {@link #MOST}. */
    static String of(String text) {
        return of(text, MOST);
    }

    /** The text, cut at a bound, but not within a surrogate pair: UTF-8 has no form for a half. */
    static String of(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        boolean inPair = Character.isSurrogatePair(text.charAt(most - 1), text.charAt(most));
        return text.substring(0, inPair ? most - 1 : most);
    }
}
