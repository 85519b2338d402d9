package dev.faultline.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cli.replay.RecordingFixture;
import dev.faultline.cli.report.SampleRun;
import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.run.RunId;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.Series;
import dev.faultline.core.window.WindowStats;
import dev.faultline.schemas.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogProcessor;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {

  private static final Series PAY = new Series(SampleRun.ID, "checkout", "pay");
  private static final Series SEARCH = new Series(SampleRun.ID, "search", "query");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;
  private Path run;
  private Path hdr;

  @BeforeEach
  void recordTheDemo() throws IOException {
    run = folder.resolve("run");
    hdr = run.resolve("hdr");
    RecordingFixture.demo().write(run);
  }

  @Test
  void tellsWhatItWrote() throws Exception {
    assertThat(export()).as(err.toString()).isZero();

    long results = SampleRun.demo().windows().stream().mapToLong(WindowStats::completed).sum();
    String path = hdr.resolve("checkout.place-order").toString();
    assertThat(out.toString().lines())
        .containsExactly(
            path + ".response.hlog",
            path + ".response.hgrm",
            path + ".service.hlog",
            path + ".service.hgrm",
            "4 files of 1 series: 61 windows of 1 s with %,d results".formatted(results));
    assertThat(names(hdr))
        .containsExactly(
            "checkout.place-order.response.hgrm",
            "checkout.place-order.response.hlog",
            "checkout.place-order.service.hgrm",
            "checkout.place-order.service.hlog");
  }

  @Test
  void aLogHoldsTheRecordedWindows() throws Exception {
    assertThat(export()).as(err.toString()).isZero();

    List<WindowStats> windows = SampleRun.demo().windows();
    HistogramLogReader response = log("checkout.place-order.response.hlog");
    HistogramLogReader service = log("checkout.place-order.service.hlog");
    for (WindowStats window : windows) {
      assertIsWindow(response.nextIntervalHistogram(), window, window.responseTime());
      assertIsWindow(service.nextIntervalHistogram(), window, window.serviceTime());
    }
    assertThat(response.nextIntervalHistogram()).isNull();
    assertThat(service.nextIntervalHistogram()).isNull();
    assertThat(response.getStartTimeSec()).isEqualTo(SampleRun.START / 1e6);
  }

  @Test
  void theLogProcessorMakesTheSamePercentilesOfTheLog() throws Exception {
    assertThat(export()).as(err.toString()).isZero();
    Path processed = folder.resolve("processed");

    HistogramLogProcessor processor =
        new HistogramLogProcessor(
            new String[] {
              "-i",
              hdr.resolve("checkout.place-order.response.hlog").toString(),
              "-o",
              processed.toString(),
              "-outputValueUnitRatio",
              "1000"
            });
    processor.start();
    processor.join();

    List<String> ours =
        Files.readAllLines(hdr.resolve("checkout.place-order.response.hgrm")).stream()
            .skip(1)
            .toList();
    List<String> theirs =
        Files.readAllLines(folder.resolve("processed.hgrm")).stream()
            .filter(line -> !line.startsWith("#[Overall") && !line.startsWith("#[StartTime"))
            .toList();
    assertThat(ours).hasSizeGreaterThan(20).isEqualTo(theirs);
    assertThat(Files.readAllLines(processed).stream().filter(line -> line.contains(": I:")))
        .hasSize(61);
  }

  @Test
  void longerWindowsAreNotCountedOnceMore() throws Exception {
    WindowStats second = SampleRun.window(PAY, 3);
    record(List.of(second, tenSeconds(second)));

    assertThat(export()).as(err.toString()).isZero();

    HistogramLogReader log = log("checkout.pay.response.hlog");
    assertIsWindow(log.nextIntervalHistogram(), second, second.responseTime());
    assertThat(log.nextIntervalHistogram()).isNull();
    assertThat(Files.readString(hdr.resolve("checkout.pay.response.hgrm")))
        .containsPattern("Total count += +" + second.completed() + "]");
  }

  @Test
  void secondsOfSilenceAreLinesToo() throws Exception {
    record(List.of(SampleRun.silence(PAY, 0), SampleRun.window(PAY, 1)));

    assertThat(export("--format", "hlog")).as(err.toString()).isZero();

    assertThat(Files.readAllLines(hdr.resolve("checkout.pay.service.hlog")))
        .hasSize(7)
        .anyMatch(line -> line.startsWith("0.000,1.000,0.000,HIST"))
        .anyMatch(line -> line.startsWith("1.000,1.000,"));
  }

  @Test
  void latenciesBeyondTheHistogramAreTold() throws Exception {
    LatencyHistogram slow = new LatencyHistogram();
    slow.record(LatencyHistogram.MAX_MICROS + 1);
    record(List.of(copy(SampleRun.window(PAY, 0), SampleRun.SECOND, slow)));

    assertThat(export()).as(err.toString()).isZero();

    assertThat(out.toString())
        .endsWith("latencies of more than 10 minutes, counted as 10 minutes: 1\n");
  }

  @Test
  void onlyWhatIsAskedForIsWritten() throws Exception {
    record(
        List.of(
            SampleRun.window(PAY, 0),
            SampleRun.window(SampleRun.CHECKOUT, 0),
            SampleRun.window(SEARCH, 0)));
    Path elsewhere = folder.resolve("some/where");

    assertThat(export("--format", "HGRM", "--scenario", "search", "--out", elsewhere.toString()))
        .as(err.toString())
        .isZero();
    assertThat(names(elsewhere))
        .containsExactly("search.query.response.hgrm", "search.query.service.hgrm");
    assertThat(hdr).doesNotExist();

    assertThat(export("--format", "hlog", "--step", "pay", "--step", "query")).isZero();
    assertThat(names(hdr))
        .containsExactly(
            "checkout.pay.response.hlog",
            "checkout.pay.service.hlog",
            "search.query.response.hlog",
            "search.query.service.hlog");
  }

  @Test
  void namesThatNoFileMayHaveStayInTheFolderAndApart() throws Exception {
    List<Series> series =
        List.of(
            new Series(SampleRun.ID, "../../a b", "c/d, ü"),
            new Series(SampleRun.ID, "a", "b.c"),
            new Series(SampleRun.ID, "a.b", "c"));
    record(series.stream().map(each -> SampleRun.window(each, 0)).toList());

    assertThat(export("--format", "hlog")).as(err.toString()).isZero();
    assertThat(names(hdr).stream().filter(name -> name.endsWith(".response.hlog")))
        .containsExactly(
            "_._.._a_b.c_d___.response.hlog", "a.b.c-2.response.hlog", "a.b.c.response.hlog");
    assertThat(heading("_._.._a_b.c_d___.response.hlog"))
        .contains(" of ..%2F..%2Fa%20b/c%2Fd%2C%20ü in run ");
    assertThat(heading("a.b.c-2.response.hlog")).contains(" of a.b/c in run ");

    Path one = folder.resolve("one");
    assertThat(export("--format", "hlog", "--scenario", "a.b", "--out", one.toString())).isZero();
    assertThat(names(one)).contains("a.b.c-2.response.hlog").hasSize(2);
  }

  @Test
  void anEarlierExportOfTheRunIsReplaced() throws Exception {
    assertThat(export()).isZero();
    Path log = hdr.resolve("checkout.place-order.response.hlog");
    byte[] written = Files.readAllBytes(log);
    Files.write(log, java.util.Arrays.copyOf(written, 500));

    assertThat(export()).as(err.toString()).isZero();

    assertThat(log).hasBinaryContent(written);
  }

  @Test
  void otherFilesAreNotReplaced() throws Exception {
    Files.createDirectories(hdr);
    Path mine = Files.writeString(hdr.resolve("checkout.place-order.service.hgrm"), "my notes");

    assertThat(export()).isEqualTo(104);

    assertThat(err.toString())
        .isEqualTo(
            mine
                + ": there is such a file, and it is no earlier export of this run;"
                + " expected another --out\n");
    assertThat(names(hdr)).containsExactly("checkout.place-order.service.hgrm");
    assertThat(mine).hasContent("my notes");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void theExportOfAnotherRunIsNotReplaced() throws Exception {
    assertThat(export("--out", hdr.toString())).isZero();
    RunId other = RunId.parse("0198e4a1-7c00-7000-8000-000000000002");
    RecordingFixture recording = new RecordingFixture(other);
    WindowStats window = SampleRun.window(new Series(other, "checkout", "place-order"), 0);
    recording.add(Topics.WINDOWS, window.series().toString(), window, window.endMicros());
    recording.write(folder.resolve("other"));

    assertThat(execute("export", folder.resolve("other").toString(), "--out", hdr.toString()))
        .isEqualTo(104);

    assertThat(err.toString()).contains("it is no earlier export of this run").hasLineCount(1);
    assertThat(log("checkout.place-order.response.hlog").nextIntervalHistogram()).isNotNull();
    assertThat(names(hdr)).hasSize(4);
  }

  @Test
  void namesThatTheRunDoesNotHaveAreMistakes() throws Exception {
    record(List.of(SampleRun.window(PAY, 0), SampleRun.window(SEARCH, 0)));

    refused("--scenario", "shop")
        .isEqualTo(
            "--scenario: the run has no windows of 'shop'; expected one of checkout, search\n");
    refused("--step", "order")
        .isEqualTo("--step: the run has no windows of 'order'; expected one of pay, query\n");
    refused("--scenario", "search", "--step", "pay")
        .isEqualTo(
            "--step: no such step in these scenarios;"
                + " expected one of checkout/pay, search/query\n");
    assertThat(hdr).doesNotExist();
  }

  @Test
  void aFolderThatIsNoRunIsAMistake() {
    assertThat(execute("export", folder.resolve("nowhere").toString())).isEqualTo(104);

    assertThat(err.toString())
        .isEqualTo(
            folder.resolve("nowhere")
                + ": there is no such folder; expected the folder of a run, for example"
                + " runs/<runId>\n");
  }

  @Test
  void aRunWithoutWindowsIsAMistake() throws Exception {
    record(List.of());

    refused().isEqualTo(SampleRun.ID + ": it has no windows; expected a run with load\n");
    assertThat(hdr).doesNotExist();
  }

  @Test
  void aRecordingThatBreaksOffLeavesNothingBehind() throws Exception {
    Path windows = run.resolve("topics/faultline.windows.avro");
    byte[] all = Files.readAllBytes(windows);
    java.util.Arrays.fill(all, all.length - 200, all.length - 100, (byte) 0x55);
    Files.write(windows, all);

    refused().contains("faultline.windows.avro: it cannot be read (").hasLineCount(1);
    assertThat(hdr).doesNotExist();
  }

  @Test
  void whereNoFolderCanBeIsAMistake() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    refused("--out", file + "/hdr")
        .startsWith(file + "/hdr: the folder cannot be made (")
        .endsWith("; expected another --out\n")
        .hasLineCount(1);
    refused("--out", file.toString()).startsWith(file + ": the folder cannot be made (");
  }

  private org.assertj.core.api.AbstractStringAssert<?> refused(String... options) {
    err.getBuffer().setLength(0);
    assertThat(export(options)).isEqualTo(104);
    assertThat(out.toString()).isEmpty();
    return assertThat(err.toString());
  }

  private void record(List<WindowStats> windows) throws IOException {
    RecordingFixture recording = new RecordingFixture(SampleRun.ID);
    for (WindowStats window : windows) {
      recording.add(Topics.WINDOWS, window.series().toString(), window, window.endMicros());
    }
    RunProgress end = SampleRun.demo().progress().getLast();
    recording.add(Topics.WINDOWS, SampleRun.ID.toString(), end, end.watermarkMicros());
    recording.write(run);
  }

  private static void assertIsWindow(
      EncodableHistogram found, WindowStats window, LatencyHistogram latencies) throws Exception {
    assertThat(found)
        .isEqualTo(
            Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(latencies.encode()), 0));
    assertThat(((Histogram) found).getTotalCount()).isEqualTo(window.completed());
    assertThat(found.getStartTimeStamp() * 1_000).isEqualTo(window.startMicros());
    assertThat(found.getEndTimeStamp() * 1_000).isEqualTo(window.endMicros());
  }

  private static WindowStats tenSeconds(WindowStats window) {
    return copy(window, 10 * SampleRun.SECOND, window.responseTime());
  }

  private static WindowStats copy(WindowStats window, long sizeMicros, LatencyHistogram response) {
    return new WindowStats(
        window.series(),
        window.startMicros(),
        sizeMicros,
        window.outcomes(),
        window.statuses(),
        response,
        window.serviceTime(),
        window.bytesSent(),
        window.bytesReceived(),
        window.offered(),
        window.dropped(),
        window.inFlight(),
        window.oldestInFlightAgeMicros(),
        window.missing(),
        window.health());
  }

  private String heading(String name) throws IOException {
    return Files.readAllLines(hdr.resolve(name)).getFirst();
  }

  private HistogramLogReader log(String name) throws IOException {
    return new HistogramLogReader(hdr.resolve(name).toFile());
  }

  private static List<String> names(Path of) throws IOException {
    try (Stream<Path> files = Files.list(of)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private int export(String... options) {
    List<String> arguments = new ArrayList<>(List.of("export", run.toString()));
    arguments.addAll(List.of(options));
    return execute(arguments.toArray(String[]::new));
  }

  private int execute(String... arguments) {
    return Faultline.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
