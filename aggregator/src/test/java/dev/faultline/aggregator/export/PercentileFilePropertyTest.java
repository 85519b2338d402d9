package dev.faultline.aggregator.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.run.RunId;
import dev.faultline.core.window.Series;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.HdrHistogram.Histogram;

class PercentileFilePropertyTest {

  private static final Series SERIES =
      new Series(RunId.parse("0198e4a1-7c00-7000-8000-000000000001"), "check out", "place-order");

  /** A line as plotters take it: no comment, and at least value, percentile and count. */
  private record Row(double millis, double percentile, long count) {
    static Row of(String line) {
      String[] columns = line.strip().split(" +");
      return new Row(
          Double.parseDouble(columns[0]),
          Double.parseDouble(columns[1]),
          Long.parseLong(columns[2]));
    }
  }

  @Property(tries = 100)
  void itsPercentilesAreThoseOfTheHistogram(@ForAll("parts") List<List<Long>> parts) {
    LatencyHistogram merged = new LatencyHistogram();
    parts.forEach(part -> merged.add(of(part)));
    Histogram plain = PlainHistogram.of(merged);

    List<Row> rows = rows(written(merged));

    assertThat(rows.getFirst().percentile()).isZero();
    assertThat(rows.getLast().percentile()).isEqualTo(1);
    assertThat(rows.getLast().count()).isEqualTo(merged.count());
    assertThat(rows)
        .allSatisfy(
            row -> {
              long micros = Math.round(row.millis() * 1_000);
              long atThatCount = plain.getValueAtPercentile(100.0 * row.count() / merged.count());
              assertThat(micros).isEqualTo(atThatCount);
              assertThat(row.count()).isEqualTo(plain.getCountBetweenValues(0, micros));
              assertThat(row.count())
                  .isGreaterThanOrEqualTo((long) Math.floor(row.percentile() * merged.count()));
            });
    for (double percentile : new double[] {0.5, 0.75, 0.9375}) {
      assertThat(rows)
          .filteredOn(row -> row.percentile() == percentile)
          .allSatisfy(
              row ->
                  assertThat(Math.min(600_000, row.millis()))
                      .isEqualTo(merged.percentile(100 * percentile) / 1e3));
    }
  }

  @Example
  void itIsWhatThePlotterReads() {
    LatencyHistogram merged = new LatencyHistogram();
    for (long micros = 1_000; micros <= 100_000; micros += 1_000) {
      merged.record(micros);
    }

    List<String> lines = written(merged).lines().toList();

    assertThat(lines.getFirst())
        .isEqualTo(
            "#[Faultline: response time of check%20out/place-order in run "
                + "0198e4a1-7c00-7000-8000-000000000001; values in milliseconds]");
    assertThat(lines.get(1).strip().split(" +"))
        .containsExactly("Value", "Percentile", "TotalCount", "1/(1-Percentile)");
    assertThat(lines)
        .anySatisfy(
            line ->
                assertThat(line.strip().split(" +"))
                    .containsExactly("50.015", "0.500000000000", "50", "2.00"));
    assertThat(lines.subList(lines.size() - 3, lines.size()))
        .allSatisfy(line -> assertThat(line).startsWith("#["));
    assertThat(written(merged)).contains("Total count    =          100]");
  }

  @Example
  void aSeriesInWhichNothingCompletedHasAFileToo() {
    assertThat(written(new LatencyHistogram())).contains("Total count    =            0]");
  }

  private static List<Row> rows(String text) {
    return text.lines()
        .filter(line -> !line.startsWith("#") && !line.isBlank() && !line.contains("Value"))
        .map(Row::of)
        .toList();
  }

  private static String written(LatencyHistogram merged) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      PercentileFile.write(out, Latency.RESPONSE_TIME, SERIES, merged);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static LatencyHistogram of(List<Long> micros) {
    LatencyHistogram latencies = new LatencyHistogram();
    micros.forEach(latencies::record);
    return latencies;
  }

  @Provide
  Arbitrary<List<List<Long>>> parts() {
    return Arbitraries.oneOf(
            Arbitraries.longs().between(0, 5_000),
            Arbitraries.longs().between(0, 10_000_000),
            Arbitraries.longs().between(0, 700_000_000))
        .list()
        .ofMinSize(1)
        .ofMaxSize(100)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }
}
