package dev.tidemark.app;

import dev.tidemark.http.AddressUnavailableException;
import dev.tidemark.serving.StoreUnavailableException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;

/** The command line. A mistake of the user is told in one line; the exit code is 2. */
@Command(
        name = "tidemark",
        mixinStandardHelpOptions = true,
        versionProvider = Tidemark.Version.class,
        description = "Scores every customer of a business, live: RFM, lifetime value, churn risk.",
        synopsisSubcommandLabel = "VERB",
        subcommandsRepeatable = false,
        commandListHeading = "%nVerbs:%n",
        footer = {"", "Each verb has its own help: tidemark VERB --help"},
        subcommands = {
            DemoCommand.class,
            ReplayCommand.class,
            BacktestCommand.class,
            FitCommand.class,
            JobCommand.class,
            ServeCommand.class,
            TopicsCommand.class,
            SimulateCommand.class,
            UnsealCommand.class,
            HelpCommand.class
        })
public final class Tidemark implements Runnable {
    private static final int MISUSE = 2;
    private static final int FAILED = 1;

    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    /** The entry point. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs a command line and answers the exit code. */
    static int run(String... args) {
        return new CommandLine(new Tidemark())
                .setParameterExceptionHandler(Tidemark::misused)
                .setExecutionExceptionHandler(Tidemark::failed)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int misused(ParameterException e, String[] args) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println("tidemark: " + e.getMessage());
        err.println("Try: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return MISUSE;
    }

    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        if (e instanceof UserMistake || e instanceof IllegalArgumentException) {
            command.getErr().println("tidemark: " + e.getMessage());
            return MISUSE;
        }
        if (e instanceof PlainFailure
                || e instanceof AddressUnavailableException
                || e instanceof StoreUnavailableException) {
            command.getErr().println("tidemark: " + e.getMessage());
            return FAILED;
        }
        Failures.report(e, command.getErr());
        return FAILED;
    }

    /** The version of the build. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"tidemark " + version()};
        }
    }

    /** The version of the build; {@code development} outside a jar. */
    static String version() {
        String version = Tidemark.class.getPackage().getImplementationVersion();
        return Objects.requireNonNullElse(version, "development");
    }

    /** Names the verbs, for the documents' test. */
    static List<String> verbs() {
        return new CommandLine(new Tidemark()).getSubcommands().keySet().stream().sorted().toList();
    }
}
