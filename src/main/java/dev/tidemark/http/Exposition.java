package dev.tidemark.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The formats in which the metrics can be had. */
enum Exposition {
    /** The format every Prometheus reads. */
    TEXT("text/plain", "text/plain; version=0.0.4; charset=utf-8"),
    /** OpenMetrics 1.0. */
    OPEN_METRICS(
            "application/openmetrics-text",
            "application/openmetrics-text; version=1.0.0; charset=utf-8");

    private static final String QUALITY = "q=";

    private final String mediaType;
    private final String contentType;

    Exposition(String mediaType, String contentType) {
        this.mediaType = mediaType;
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /**
     * The format a client asks for: OpenMetrics if it names it and wants it no less than plain
     * text; plain text otherwise, also for one who asks for something else, such as a browser.
     *
     * @param accept the values of the Accept header; none if it was not sent
     */
    static Exposition ofAccept(List<String> accept) {
        double open = quality(accept, OPEN_METRICS.mediaType);
        double plain = quality(accept, TEXT.mediaType);
        return open > 0 && open >= plain ? OPEN_METRICS : TEXT;
    }

    /** The highest quality with which a media type is named; 0 if it is not. */
    private static double quality(List<String> accept, String mediaType) {
        return accept.stream()
                .flatMap(header -> Arrays.stream(header.toLowerCase(Locale.ROOT).split(",")))
                .map(range -> range.split(";"))
                .filter(parts -> parts.length > 0 && parts[0].strip().equals(mediaType))
                .mapToDouble(Exposition::quality)
                .max()
                .orElse(0);
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
