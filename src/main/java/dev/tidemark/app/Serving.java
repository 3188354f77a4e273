package dev.tidemark.app;

import dev.tidemark.app.config.ConfigurationException;
import dev.tidemark.app.config.ServeOptions;
import dev.tidemark.app.config.Settings;
import dev.tidemark.http.AccessToken;
import dev.tidemark.http.AddressUnavailableException;
import dev.tidemark.http.KpiMetrics;
import dev.tidemark.http.ServeMetrics;
import dev.tidemark.http.ServePage;
import dev.tidemark.http.Served;
import dev.tidemark.model.EventClock;
import dev.tidemark.serving.KpiBoard;
import dev.tidemark.serving.KpiFollower;
import dev.tidemark.serving.ScoreFollower;
import dev.tidemark.serving.ScoreStore;
import dev.tidemark.serving.StoreUnavailableException;
import dev.tidemark.serving.TopicProgress;
import dev.tidemark.wire.Topics;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Follows the job's topics and answers who asks: what {@code serve} starts. */
final class Serving implements AutoCloseable {
    /** What must be closed, the last that was opened first. */
    private final Deque<Runnable> endings;

    private final Served served;
    private final ServePage page;

    private Serving(Deque<Runnable> endings, Served served, ServePage page) {
        this.endings = endings;
        this.served = served;
        this.page = page;
    }

    /**
     * Opens the store, begins to follow, and listens. No broker needs to be there yet.
     *
     * @param clock the wall clock
     * @param temporary makes a directory for the store where none is configured
     * @throws ConfigurationException if the token or the secret is missing or of no use
     * @throws StoreUnavailableException if the store is another's, or cannot be used
     * @throws AddressUnavailableException if the address is
     */
    static Serving open(
            Settings settings, Topics topics, EventClock clock, Supplier<Scratch> temporary) {
        Optional<AccessToken> token = ServeToken.of(settings);
        Privacy privacy = Privacy.of(settings);
        Deque<Runnable> endings = new ArrayDeque<>();
        try {
            ScoreStore store = ScoreStore.open(directory(settings, temporary, endings));
            endings.push(store::close);
            KpiBoard board = new KpiBoard();
            KpiMetrics kpis = new KpiMetrics(board, Tidemark.version());
            endings.push(kpis::close);
            ServeMetrics metrics = new ServeMetrics(kpis, store);
            ScoreFollower scores =
                    ScoreFollower.start(settings.kafka(), topics, store, clock, metrics::visible);
            endings.push(scores::close);
            KpiFollower totals = KpiFollower.start(settings.kafka(), topics.kpis(), board);
            endings.push(totals::close);
            Supplier<List<TopicProgress>> progress =
                    () -> together(scores.progress(), totals.progress());
            metrics.watch(progress);
            Served served = new Served(store, board, progress, privacy.behindTheDoor());
            ServePage page =
                    ServePage.start(
                            settings.get(ServeOptions.ADDRESS),
                            settings.get(ServeOptions.PORT),
                            token,
                            served,
                            metrics);
            endings.push(page::close);
            return new Serving(endings, served, page);
        } catch (RuntimeException e) {
            endings.forEach(Runnable::run);
            throw e;
        }
    }

    private static List<TopicProgress> together(
            List<TopicProgress> scores, List<TopicProgress> kpis) {
        List<TopicProgress> all = new ArrayList<>(scores);
        all.addAll(kpis);
        return all;
    }

    private static Path directory(
            Settings settings, Supplier<Scratch> temporary, Deque<Runnable> endings) {
        String text = settings.get(ServeOptions.STORE_DIRECTORY);
        if (text.isEmpty()) {
            Scratch scratch = temporary.get();
            endings.push(scratch::close);
            return scratch.directory();
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new ConfigurationException(
                    "%s is not allowed: it must be %s"
                            .formatted(
                                    ServeOptions.STORE_DIRECTORY.key(),
                                    ServeOptions.STORE_DIRECTORY.allowed()));
        }
    }

    /** Where it is, as a person would type it on this machine, without a path. */
    String url() {
        return page.url();
    }

    /** Whether all that was committed has been read, and the broker still answers. */
    boolean caughtUp() {
        return served.caughtUp();
    }

    /** Customers with a scorecard. */
    long customers() {
        return served.store().customers();
    }

    @Override
    public void close() {
        endings.forEach(Runnable::run);
        endings.clear();
    }
}
