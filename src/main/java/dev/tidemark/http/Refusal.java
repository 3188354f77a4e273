package dev.tidemark.http;

/** A request that is answered with a problem. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Problem problem;

    Refusal(Problem problem, String detail) {
        // It is an answer and no failure: nobody looks at where it comes from.
        super(detail, null, false, false);
        this.problem = problem;
    }

    Answer answer(String instance) {
        return problem.answer(getMessage(), instance);
    }
}
