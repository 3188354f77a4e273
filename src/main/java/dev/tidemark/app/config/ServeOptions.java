package dev.tidemark.app.config;

import java.util.List;
import java.util.function.Function;

/** The options of {@code serve}. */
public final class ServeOptions {
    private static final OptionList LIST = new OptionList();

    public static final Option<Integer> PORT =
            LIST.add(
                    "serve.port",
                    "9465",
                    "a whole number from 0 to 65535; 0 picks a free one",
                    "Port of the read API and of the metrics of `serve`.",
                    Parsers.wholeNumber(0, 65_535));
    public static final Option<String> ADDRESS =
            LIST.add(
                    "serve.address",
                    "127.0.0.1",
                    "an address of this machine; 0.0.0.0 for all",
                    "Where `serve` listens; any but a loopback address needs serve.token-file.",
                    Parsers::nonEmpty);
    public static final Option<String> TOKEN_FILE =
            LIST.add(
                    "serve.token-file",
                    "",
                    "nothing, or the path of a file",
                    "File that holds the token which clients of the read API must send: 16 to 1024"
                            + " letters, digits or -._~+/=.",
                    Function.identity());
    public static final Option<String> STORE_DIRECTORY =
            LIST.add(
                    "serve.store-directory",
                    "",
                    "nothing, or the path of a directory",
                    "Where `serve` keeps scorecards over a restart; nothing stands for a temporary"
                            + " directory and reading the topics anew.",
                    Function.identity());

    private ServeOptions() {}

    static List<Option<?>> all() {
        return LIST.all();
    }
}
