package dev.tidemark.stats;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The customers of a CDNOW log as of 1997-09-30, in weeks, and what they bought in the 39 after.
 */
record CdnowCustomers(List<Customer> all) {
    private static final LocalDate UNTIL = LocalDate.of(1997, 9, 30);

    /** One customer; the mean spend is that of repeat purchases, in dollars. */
    record Customer(int x, double tx, double age, double meanSpend, int bought) {}

    /** Of the log, which is not part of this repository: without it the test is skipped. */
    static CdnowCustomers ofLog(String name) throws IOException {
        String folder = System.getenv().getOrDefault("TIDEMARK_CDNOW_DIR", "../shared/data/cdnow");
        Path log = Path.of(System.getProperty("tidemark.cdnow.dir", folder), name);
        assumeTrue(
                Files.exists(log),
                "skipped: no " + log + "; set TIDEMARK_CDNOW_DIR to the folder of the CDNOW logs");
        Map<String, TreeMap<LocalDate, Double>> days = new TreeMap<>();
        for (String line : Files.readAllLines(log)) {
            String[] v = line.trim().split("\\s+");
            if (Character.isDigit(v[0].charAt(0))) {
                LocalDate day = LocalDate.parse(v[v.length - 3], DateTimeFormatter.BASIC_ISO_DATE);
                days.computeIfAbsent(v[0], id -> new TreeMap<>())
                        .merge(day, Double.parseDouble(v[v.length - 1]), Double::sum);
            }
        }
        return new CdnowCustomers(days.values().stream().map(CdnowCustomers::customer).toList());
    }

    private static Customer customer(TreeMap<LocalDate, Double> days) {
        var seen = days.headMap(UNTIL, true);
        int x = seen.size() - 1;
        double spend =
                seen.values().stream().mapToDouble(d -> d).sum() - days.firstEntry().getValue();
        long first = days.firstKey().toEpochDay();
        return new Customer(
                x,
                (seen.lastKey().toEpochDay() - first) / 7.0,
                (UNTIL.toEpochDay() - first) / 7.0,
                x == 0 ? 0 : spend / x,
                days.size() - seen.size());
    }

    /** Of the sample, as lifetimes 0.11.3 reads it; without spend and without what came after. */
    static CdnowCustomers ofReference() {
        List<Customer> customers = new ArrayList<>();
        for (ReferenceVectors.Line v : ReferenceVectors.read("cdnow_sample_mbg_nbd.csv")) {
            customers.add(new Customer(v.whole(1), v.n()[2], v.n()[3], 0, 0));
        }
        return new CdnowCustomers(customers);
    }

    PurchaseRows rows() {
        PurchaseRows.Builder rows = PurchaseRows.builder();
        all.forEach(c -> rows.add(c.x(), c.tx(), c.age()));
        return rows.build();
    }

    SpendRows spend() {
        SpendRows.Builder rows = SpendRows.builder();
        all.stream().filter(c -> c.meanSpend() > 0).forEach(c -> rows.add(c.x(), c.meanSpend()));
        return rows.build();
    }
}
