package dev.tidemark.http;

import dev.tidemark.wire.ApiJson;
import java.util.Locale;

/** What can be wrong with a request, as {@code docs/api.md} lists it. */
enum Problem {
    BAD_REQUEST(400, "The request is not understood"),
    UNAUTHORIZED(401, "A token is needed"),
    NO_SUCH_ROUTE(404, "There is nothing here"),
    CUSTOMER_UNKNOWN(404, "The customer is not known"),
    METHOD_NOT_ALLOWED(405, "Only GET and HEAD"),
    NOT_ACCEPTABLE(406, "There is no such form of the answer"),
    URI_TOO_LONG(414, "The address is too long"),
    WRONG_HOST(421, "The request was meant for another host"),
    FAILED(500, "The request could not be answered"),
    NOT_CAUGHT_UP(503, "Not everything has been read yet");

    private final int status;
    private final String title;

    Problem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    int status() {
        return status;
    }

    /** A name for programs. */
    String type() {
        return "urn:tidemark:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The answer that says so.
     *
     * @param detail what is wrong this time
     * @param instance the path that was asked for
     */
    Answer answer(String detail, String instance) {
        byte[] body = ApiJson.problem(new ApiJson.Problem(type(), title, status, detail, instance));
        Answer answer = new Answer(status, "application/problem+json", body);
        return switch (this) {
            case UNAUTHORIZED -> answer.with("WWW-Authenticate", "Bearer realm=\"tidemark\"");
            case METHOD_NOT_ALLOWED -> answer.with("Allow", "GET, HEAD");
            case NOT_CAUGHT_UP -> answer.with("Retry-After", "5");
            default -> answer;
        };
    }
}
