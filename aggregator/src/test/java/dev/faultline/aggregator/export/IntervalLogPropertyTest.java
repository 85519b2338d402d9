package dev.faultline.aggregator.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.run.RunId;
import dev.faultline.core.window.Series;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.HistogramLogReader;

/** What HdrHistogram's own reader finds in a log is what was written. */
class IntervalLogPropertyTest {

  private static final RunId RUN = RunId.parse("0198e4a1-7c00-7000-8000-000000000001");
  private static final long SECOND = 1_000_000;
  private static final long START = 1_767_225_600 * SECOND;

  record Window(long startMicros, List<Long> micros) {
    LatencyHistogram latencies() {
      LatencyHistogram latencies = new LatencyHistogram();
      micros.forEach(latencies::record);
      return latencies;
    }
  }

  @Property(tries = 100)
  void theReaderGivesTheWindowsBack(
      @ForAll("windows") List<Window> windows, @ForAll("names") Series series) {
    byte[] written = written(windows, series);
    HistogramLogReader reader = new HistogramLogReader(new ByteArrayInputStream(written));

    for (Window window : windows) {
      EncodableHistogram found = reader.nextIntervalHistogram();
      assertThat(found).isEqualTo(PlainHistogram.of(window.latencies()));
      assertThat(found.getTag()).isNull();
      assertThat(found.getStartTimeStamp()).isEqualTo(window.startMicros() / 1_000);
      assertThat(found.getEndTimeStamp()).isEqualTo(window.startMicros() / 1_000 + 1_000);
    }
    assertThat(reader.nextIntervalHistogram()).isNull();
    assertThat(reader.getStartTimeSec()).isEqualTo(START / 1e6);
  }

  @Property(tries = 50)
  void rangesCountFromTheStartOfTheLog(@ForAll("windows") List<Window> windows) {
    byte[] written = written(windows, new Series(RUN, "checkout", "pay"));
    HistogramLogReader reader = new HistogramLogReader(new ByteArrayInputStream(written));
    List<Long> starts = new ArrayList<>();
    EncodableHistogram found;
    while ((found = reader.nextIntervalHistogram(0.0, 3.0)) != null) {
      starts.add(found.getStartTimeStamp() * 1_000);
    }

    assertThat(starts)
        .isEqualTo(
            windows.stream()
                .map(Window::startMicros)
                .filter(start -> start <= START + 3 * SECOND)
                .toList());
  }

  @Property(tries = 50)
  void aLineTellsItsMaximumInMilliseconds(@ForAll("windows") List<Window> windows) {
    List<String> lines =
        new String(written(windows, new Series(RUN, "a b", "c,d")), StandardCharsets.UTF_8)
            .lines()
            .toList();

    assertThat(lines.subList(0, 5))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .isEqualTo(
                        "#[Faultline: service time of a%20b/c%2Cd in run "
                            + RUN
                            + "; values in microseconds, Interval_Max in milliseconds]"),
            line -> assertThat(line).isEqualTo("#[Histogram log format version 1.3]"),
            line -> assertThat(line).startsWith("#[StartTime: 1767225600.000 (seconds since"),
            line -> assertThat(line).startsWith("#[BaseTime: 1767225600.000 (seconds since"),
            line -> assertThat(line).startsWith("\"StartTimestamp\",\"Interval_Length\",\"Inter"));
    assertThat(lines).hasSize(5 + windows.size());
    for (int i = 0; i < windows.size(); i++) {
      Window window = windows.get(i);
      String begin =
          String.format(
              Locale.ROOT,
              "%.3f,1.000,%.3f,HIST",
              (window.startMicros() - START) / 1e6,
              PlainHistogram.of(window.latencies()).getMaxValue() / 1e3);
      assertThat(lines.get(5 + i)).startsWith(begin);
    }
  }

  private static byte[] written(List<Window> windows, Series series) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      IntervalLog log = new IntervalLog(out, Latency.SERVICE_TIME, series, START);
      windows.forEach(window -> log.add(window.startMicros(), SECOND, window.latencies()));
    }
    return bytes.toByteArray();
  }

  /** Seconds in which something, or nothing, completed; some seconds are not there at all. */
  @Provide
  Arbitrary<List<Window>> windows() {
    Arbitrary<List<Long>> micros =
        Arbitraries.oneOf(
                Arbitraries.longs().between(0, 5_000),
                Arbitraries.longs().between(0, 10_000_000),
                Arbitraries.longs().between(0, 700_000_000))
            .list()
            .ofMaxSize(50);
    Arbitrary<List<Integer>> gaps = Arbitraries.integers().between(1, 3).list().ofMaxSize(8);
    return gaps.flatMap(
        each ->
            micros
                .list()
                .ofSize(each.size())
                .map(
                    contents -> {
                      List<Window> windows = new ArrayList<>();
                      long start = START - SECOND;
                      for (int i = 0; i < contents.size(); i++) {
                        start += each.get(i) * SECOND;
                        windows.add(new Window(start, contents.get(i)));
                      }
                      return windows;
                    }));
  }

  @Provide
  Arbitrary<Series> names() {
    Arbitrary<String> name =
        Arbitraries.strings()
            .withChars("aZ9._-é中 ,%/=\"'#\t\r\n\u0085\u00a0\u2028\u2029")
            .ofMinLength(1)
            .ofMaxLength(12);
    return Combinators.combine(name, name).as((scenario, step) -> new Series(RUN, scenario, step));
  }
}
