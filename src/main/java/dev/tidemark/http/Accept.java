package dev.tidemark.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a client would like to have.
 *
 * @param headers the values of the Accept header; none if it was not sent
 */
record Accept(List<String> headers) {
    private static final String QUALITY = "q=";

    /** The highest quality with which a media type is named, by itself; 0 if it is not. */
    double quality(String mediaType) {
        return headers.stream()
                .flatMap(header -> Arrays.stream(header.toLowerCase(Locale.ROOT).split(",")))
                .map(range -> range.split(";"))
                .filter(parts -> parts.length > 0 && parts[0].strip().equals(mediaType))
                .mapToDouble(Accept::quality)
                .max()
                .orElse(0);
    }

    /** Whether the client takes a media type, by itself or as one of many. */
    boolean takes(String mediaType) {
        String family = mediaType.substring(0, mediaType.indexOf('/')) + "/*";
        return headers.isEmpty()
                || quality(mediaType) > 0
                || quality(family) > 0
                || quality("*/*") > 0;
    }

    private static double quality(String[] parts) {
        for (String part : parts) {
            String parameter = part.strip();
            if (parameter.startsWith(QUALITY)) {
                try {
                    return Double.parseDouble(parameter.substring(QUALITY.length()));
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
