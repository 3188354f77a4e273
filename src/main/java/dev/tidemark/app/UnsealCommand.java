package dev.tidemark.app;

import dev.tidemark.app.config.PrivacyOptions;
import dev.tidemark.wire.RejectionJson;
import dev.tidemark.wire.Seal;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tidemark unseal}: the records in sealed rejections. */
@Command(
        name = "unseal",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes rejected records as they came, where privacy.rejected-bytes = encrypt sealed"
                    + " them.",
            "Reads the value of one record of the topic of rejections, or rejections.jsonl of a"
                    + " replay.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  tidemark unseal --set privacy.secret-file=secret result/rejections.jsonl"
        })
final class UnsealCommand implements Callable<Integer> {
    private static final String VALUE = "the value";

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "What to read. Default: the standard input.")
    private Path file;

    @Mixin private ConfigurationOptions configuration;

    @Override
    public Integer call() throws IOException {
        Seal seal =
                Privacy.of(configuration.settings(Map.of()))
                        .seal()
                        .orElseThrow(
                                () ->
                                        new UserMistake(
                                                "a secret is needed: %s, or %s in the environment"
                                                        .formatted(
                                                                PrivacyOptions.SECRET_FILE.key(),
                                                                Privacy.VARIABLE)));
        if (file != null && !Files.isReadable(file)) {
            throw new UserMistake("%s cannot be read".formatted(file));
        }
        PrintStream out = System.out;
        try (InputStream in =
                new BufferedInputStream(file == null ? System.in : Files.newInputStream(file))) {
            unseal(in, seal, out);
        } finally {
            out.flush();
        }
        return 0;
    }

    private static void unseal(InputStream in, Seal seal, PrintStream out) throws IOException {
        in.mark(1);
        int first = in.read();
        in.reset();
        if (first == '{') {
            unsealLines(in, seal, out);
        } else {
            byte[] value = in.readAllBytes();
            out.writeBytes(opened(endsWithALine(value, seal) ? head(value) : value, seal, VALUE));
        }
    }

    /** Kafka's console consumer puts the end of a line behind each value. */
    private static boolean endsWithALine(byte[] value, Seal seal) {
        return value.length > 0 && value[value.length - 1] == '\n' && seal.open(value).isEmpty();
    }

    private static byte[] head(byte[] value) {
        return Arrays.copyOf(value, value.length - 1);
    }

    private static void unsealLines(InputStream in, Seal seal, PrintStream out) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        long number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String name = "line " + ++number;
            out.writeBytes(opened(raw(line, name), seal, name));
            out.write('\n');
        }
    }

    private static byte[] raw(String line, String name) {
        try {
            return RejectionJson.read(line.getBytes(StandardCharsets.UTF_8)).raw();
        } catch (IllegalArgumentException e) {
            throw new UserMistake("%s is no rejection of a replay".formatted(name));
        }
    }

    private static byte[] opened(byte[] sealed, Seal seal, String name) {
        if (!Seal.isSealed(sealed)) {
            throw new UserMistake("%s is not sealed".formatted(name));
        }
        return seal.open(sealed)
                .orElseThrow(
                        () ->
                                new PlainFailure(
                                        "%s was sealed with another secret, or changed since"
                                                .formatted(name)));
    }
}
