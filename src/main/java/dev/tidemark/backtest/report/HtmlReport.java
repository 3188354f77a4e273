package dev.tidemark.backtest.report;

import dev.tidemark.backtest.Audience;
import dev.tidemark.backtest.AudienceReport;
import dev.tidemark.backtest.BacktestPlan;
import dev.tidemark.backtest.BacktestReport;
import dev.tidemark.backtest.Figure;
import dev.tidemark.backtest.Trust;
import java.util.Locale;

/** The report as one page of HTML that loads nothing from anywhere. */
public final class HtmlReport {
    private final BacktestReport report;
    private final String logName;
    private final StringBuilder out = new StringBuilder(1 << 16);

    private HtmlReport(BacktestReport report, String logName) {
        this.report = report;
        this.logName = logName;
    }

    /**
     * The page.
     *
     * @param logName what the log is called
     */
    public static String of(BacktestReport report, String logName) {
        return new HtmlReport(report, logName).page();
    }

    private String page() {
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        out.append("<title>May these scores be trusted? ").append(Words.escaped(logName));
        out.append("</title>\n<style>\n").append(Style.SHEET).append("</style>\n</head>\n");
        out.append("<body>\n<main>\n");
        head();
        verdict();
        comparison();
        calibration();
        gains();
        orders();
        tracking();
        leadTime();
        parameters();
        method();
        return out.append("</main>\n</body>\n</html>\n").toString();
    }

    private void head() {
        BacktestPlan plan = report.plan();
        out.append("<h1>May these scores be trusted?</h1>\n");
        paragraph(
                "soft",
                "Log %s, %s to %s: %,d events of %,d buyers. Model %s, fitted again at each of %d"
                        + " origins, every %d days from %s to %s. Churn is no purchase within %d"
                        + " days.",
                logName,
                Words.date(plan.firstDay()),
                Words.date(plan.endDay() - 1),
                report.events(),
                report.buyers(),
                plan.fitting().family().id(),
                report.origins().size(),
                plan.everyDays(),
                Words.date(report.origins().get(0).day()),
                Words.date(report.origins().get(report.origins().size() - 1).day()),
                plan.horizonDays());
    }

    private void verdict() {
        Trust trust = report.trust();
        out.append("<section class=\"verdict ").append(style(trust.level())).append("\">\n");
        out.append("<strong>").append(sentence(trust.level().label())).append("</strong>\n");
        paragraph("", "%s", trust.summary());
        out.append("<details><summary>What was looked at, and by which rules</summary>\n");
        out.append("<ul class=\"findings\">\n");
        for (Trust.Finding finding : trust.findings()) {
            out.append("<li class=\"").append(style(finding.level())).append("\"><b>");
            out.append(sentence(finding.level().label())).append("</b> ");
            out.append(Words.escaped(finding.sentence())).append(" <small>(");
            out.append(Words.escaped(finding.rule())).append(")</small></li>\n");
        }
        out.append("</ul></details>\n</section>\n");
    }

    private void comparison() {
        heading("Who will leave: the model beside plain rules");
        how(
                "Means over the origins, all from the past alone. AUC: of one who leaves and one"
                        + " who stays, how often the first has the higher risk; 0.5 is chance, and"
                        + " gaps under 0.005 are noise (± is the standard error at one origin)."
                        + " Brier, log-loss and calibration error ask whether the probabilities"
                        + " are true; lower is better. Bias over 0 means too much churn was told."
                        + " Precision: how many of the tenth of highest risk really left; lift:"
                        + " that over the share that left of all. Silence and purchases become"
                        + " probabilities by what was seen one horizon before. Among the active,"
                        + " the rules of 90 and 180 days flag nobody, by definition.");
        report.means()
                .forEach(
                        (audience, figures) -> {
                            audienceHeading(audience, figures);
                            out.append(Tables.churn(figures));
                            out.append(Tables.flags(figures));
                        });
    }

    private void calibration() {
        heading("Are the probabilities true?");
        how(
                "Customers in ten groups of equally many by their probability. On the diagonal, of"
                        + " those told 30 % three in ten fell silent. Below it, too much churn was"
                        + " told; above it, too little.");
        pair(Pictures::calibration);
    }

    private void gains() {
        heading("How many of the leavers are among the first called?");
        how(
                "Call customers from the highest risk down: the curve shows which part of all who"
                        + " will leave has been reached. Further above the diagonal is better;"
                        + " its height over the diagonal's is the lift.");
        pair(Pictures::churners);
        heading("How much of the revenue is with the most valuable?");
        how(
                "The same from the highest expected value down, in revenue of the horizon. Nothing"
                        + " can be above perfect foresight.");
        pair(Pictures::revenue);
        report.means()
                .forEach(
                        (audience, figures) -> {
                            audienceHeading(audience, figures);
                            out.append(Tables.value(figures));
                        });
    }

    private void orders() {
        heading("How many orders?");
        how(
                "The error in total is what a plan for the whole shop would be wrong by; the others"
                        + " are per customer. “Nobody buys” shows how little a small mean absolute"
                        + " error says. Orders are days with a purchase.");
        report.means()
                .forEach(
                        (audience, figures) -> {
                            audienceHeading(audience, figures);
                            out.append(Tables.orders(figures));
                        });
    }

    private void tracking() {
        heading("Does the model keep to the actual course?");
        how(
                "Repeat purchases of the %,d customers acquired before %s, against what the model"
                        + " fitted then expects of so many. Left of the mark it has seen them,"
                        + " right of it this is a forecast; it came out %s %%. The model knows"
                        + " no seasons.",
                report.tracking().customers(),
                Words.date(report.tracking().fittedDay()),
                Words.signed(report.tracking().forecastErrorPercent(), 1));
        if (report.tracking().weeks().size() < 2) {
            paragraph("", "The log is too short for a picture.");
            return;
        }
        figure("All until then", Pictures.cumulative(report.tracking()));
        figure("Each week", Pictures.weekly(report.tracking()));
    }

    private void leadTime() {
        heading("How soon is lasting silence told from a pause?");
        how(
                "Each rule raises a flag when its score is above a threshold, chosen so that it was"
                        + " wrong for 5, 10 or 20 %% of those who came back (%,d gaps). Then:"
                        + " what part of those silent for at least %d days (%,d gaps) did it flag"
                        + " in that time, and after how many days (the median)? Sooner at the same"
                        + " share is better. Gaps count from the first origin on, with the"
                        + " parameters in force when they began.",
                report.leadTime().returned(),
                2 * report.plan().horizonDays(),
                report.leadTime().silent());
        if (report.leadTime().rows().isEmpty()) {
            paragraph("", "The log has too few such gaps to say.");
            return;
        }
        out.append(Tables.leadTime(report.leadTime()));
        figure("Lasting silences flagged in time", Pictures.leadTime(report.leadTime()));
    }

    private void parameters() {
        heading("Do the parameters hold still?");
        how(
                "Each fit with two standard errors; times are in units of %s days. Slow drift is"
                        + " what refitting is for; jumps beyond the errors, or errors as large as"
                        + " the values, are a reason for care. Errors larger than the value are"
                        + " drawn as large as it.",
                Words.number(report.plan().fitting().unitDays(), 0));
        out.append("<div class=\"pair\">\n");
        Pictures.parameters(report).forEach(picture -> figure("", picture));
        out.append("</div>\n<details><summary>All fits</summary>\n");
        out.append(Tables.parameters(report)).append("</details>\n");
    }

    private void method() {
        heading("How this was done");
        BacktestPlan plan = report.plan();
        paragraph(
                "",
                "The log was replayed in the order of its events through the code that scores"
                        + " customers live. At each origin, the begin of a day, the model was"
                        + " fitted to %,d customers at most, drawn by a hash of their id, with a"
                        + " prior of weight %s; nothing after the origin was used. %d days later"
                        + " it was seen who had bought. Customers count as active if they had"
                        + " bought within %d days before the origin. Whoever was erased in between"
                        + " was not judged. All figures are in report.json.",
                plan.fitting().sampleCustomers(),
                Words.number(plan.fitting().priorPrecision(), 1),
                plan.horizonDays(),
                BacktestPlan.ACTIVE_DAYS);
    }

    /** Draws a picture of an audience. */
    private interface Picture {
        String of(Audience audience, AudienceReport figures);
    }

    private void pair(Picture picture) {
        out.append("<div class=\"pair\">\n");
        report.means()
                .forEach(
                        (audience, figures) ->
                                figure(sentence(audience.label()), picture.of(audience, figures)));
        out.append("</div>\n");
    }

    private void audienceHeading(Audience audience, AudienceReport figures) {
        out.append("<h3>").append(sentence(audience.label())).append(" <span class=\"soft\">(");
        out.append(Words.number(figures.size().of(Figure.CUSTOMERS), 0));
        out.append(" at a mean origin, ");
        out.append(Words.percent(figures.size().of(Figure.CHURN_RATE), 0));
        out.append(" of them fell silent)</span></h3>\n");
    }

    private void figure(String caption, String svg) {
        out.append("<figure>\n");
        if (!caption.isEmpty()) {
            out.append("<figcaption>").append(Words.escaped(caption)).append("</figcaption>\n");
        }
        out.append(svg).append("</figure>\n");
    }

    private void heading(String text) {
        out.append("<h2>").append(Words.escaped(text)).append("</h2>\n");
    }

    private void how(String format, Object... values) {
        paragraph("how", format, values);
    }

    private void paragraph(String style, String format, Object... values) {
        out.append(style.isEmpty() ? "<p>" : "<p class=\"" + style + "\">");
        String text = values.length == 0 ? format : String.format(Locale.ROOT, format, values);
        out.append(Words.escaped(text.replace(" %", "\u00a0%"))).append("</p>\n");
    }

    private static String sentence(String text) {
        return Words.escaped(Character.toUpperCase(text.charAt(0)) + text.substring(1));
    }

    private static String style(Trust.Level level) {
        return switch (level) {
            case TRUST -> "good";
            case WITH_CARE -> "care";
            case DO_NOT_TRUST -> "bad";
        };
    }
}
