package dev.tidemark.http;

import java.util.List;

/** The formats in which the metrics can be had. */
enum Exposition {
    /** The format every Prometheus reads. */
    TEXT("text/plain", "text/plain; version=0.0.4; charset=utf-8"),
    /** OpenMetrics 1.0. */
    OPEN_METRICS(
            "application/openmetrics-text",
            "application/openmetrics-text; version=1.0.0; charset=utf-8");

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
     * @param headers the values of the Accept header; none if it was not sent
     */
    static Exposition ofAccept(List<String> headers) {
        Accept accept = new Accept(headers);
        double open = accept.quality(OPEN_METRICS.mediaType);
        double plain = accept.quality(TEXT.mediaType);
        return open > 0 && open >= plain ? OPEN_METRICS : TEXT;
    }
}
