package dev.faultline.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cli.process.FreePorts;
import dev.faultline.cli.replay.TamperedRun;
import dev.faultline.sample.Options;
import dev.faultline.sample.SampleTarget;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real run, recorded once, and what replays of it say. */
@Tag("slow")
class ReplayIT {

  @TempDir private static Path folder;

  private static Path run;
  private static String verdict;
  private static long requests;
  private static String errorRate;

  private final Map<String, Integer> before = contents(run);

  @BeforeAll
  static void recordARun() throws Exception {
    List<Integer> ports = new FreePorts(new Random()).find(3);
    Options target =
        Options.parse(
            "--checkout-port", ports.get(0).toString(),
            "--payments-port", ports.get(1).toString(),
            "--payments-url", "http://127.0.0.1:" + ports.get(2));
    StringWriter output = new StringWriter();
    int exitCode;
    try (SampleTarget _ = SampleTarget.start(target)) {
      exitCode =
          execute(
              output,
              "run",
              "src/test/resources/plans/recorded.yaml",
              "--quiet",
              "--out",
              folder.resolve("runs").toString(),
              "--set",
              "checkout=http://127.0.0.1:" + ports.get(0),
              "--set",
              "payments=127.0.0.1:" + ports.get(1),
              "--set",
              "payments_proxy=127.0.0.1:" + ports.get(2));
    }
    Summary summary = Summary.read(folder.resolve("runs"), exitCode, output.toString());
    run = summary.folder();
    verdict = summary.verdict();
    requests = summary.json().at("/totals/requests").asLong();
    errorRate = summary.json().at("/totals/errorRate").asDouble() == 0 ? "0" : "0\\.\\d+";
    assertThat(summary.attributions()).as(summary.output()).isNotEmpty();
  }

  @AfterEach
  void theRecordedRunIsAsItWasAndNothingElseIsLeft() throws Exception {
    assertThat(contents(run)).isEqualTo(before);
    String own = "faultline-replay-" + ProcessHandle.current().pid() + "-";
    try (Stream<Path> temporary = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      assertThat(temporary.filter(path -> path.getFileName().toString().startsWith(own))).isEmpty();
    }
  }

  @Test
  void theSameRecordsLeadToTheSameAnswerByteForByte() {
    StringWriter output = new StringWriter();

    assertThat(execute(output, "replay", run.toString())).as(output.toString()).isZero();

    assertThat(output.toString().lines().toList())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("replaying run " + run.getFileName() + ": recorded, "))
        .anyMatch(line -> line.matches("replayed in .* records/s, .* times as fast as the run .*"))
        .anyMatch(line -> line.matches("identical: .* window records, .*, verdict " + verdict));
  }

  @Test
  void whatWasTamperedWithIsNamed() throws Exception {
    TamperedRun tampered = TamperedRun.of(run);
    TamperedRun.Window changed = tampered.window(2);
    TamperedRun.Window failed = tampered.window(4);
    tampered.addBytesToWindow(2, 7);
    tampered.failAResultOfWindow(4);
    tampered.moveActive(1_000_000);
    Path copy = folder.resolve("tampered").resolve(run.getFileName());
    tampered.write(copy);
    StringWriter output = new StringWriter();

    assertThat(execute(output, "replay", copy.toString())).as(output.toString()).isEqualTo(1);

    assertThat(output.toString())
        .contains("different: windows in 4 places, ")
        .containsPattern("faultline.windows: window checkout/place-order, 10 s until 00:\\d\\d\n")
        .contains("faultline.windows: " + failed.place() + "\n  outcomes.OK: ")
        .contains(
            "  outcomes.OK: recorded %d, replayed %d\n".formatted(failed.ok(), failed.ok() - 1))
        .contains("  outcomes.ERROR: recorded 0, replayed 1\n")
        .contains(
            "faultline.windows: %s\n  bytesReceived: recorded %d, replayed %d\n"
                .formatted(changed.place(), changed.bytesReceived() + 7, changed.bytesReceived()))
        .contains("faultline.verdicts: verdict\n")
        .containsPattern("  faults\\[1]\\.activeMicros: recorded \\S+Z, replayed \\S+Z\n")
        .doesNotContain("identical");
  }

  @Test
  void otherThresholdsChangeTheVerdictAndNothingElse() throws Exception {
    Path file = folder.resolve("strict.yaml");
    Files.writeString(file, "thresholds:\n  http_req_duration: [\"max<1\", \"max<60000\"]\n");
    StringWriter output = new StringWriter();

    assertThat(execute(output, "replay", run.toString(), "--thresholds", file.toString()))
        .as(output.toString())
        .isEqualTo(verdict.equals("INCONCLUSIVE") ? 3 : 99);

    assertThat(output.toString())
        .contains("identical: ")
        .containsPattern("http_req_failed rate<0\\.05 +held, " + errorRate + " +-\n")
        .containsPattern("http_req_duration max<1 +- +broken, \\d")
        .containsPattern("http_req_duration max<60000 +- +held, \\d")
        .containsPattern("verdict +" + verdict + " +[A-Z]+\n");
  }

  @Test
  void mistakesInThresholdsAreToldBeforeAnythingIsReplayed() throws Exception {
    Path file = folder.resolve("wrong.yaml");
    Files.writeString(file, "thresholds:\n  http_req_failed{step:order}: rate<1\n");
    StringWriter output = new StringWriter();

    assertThat(execute(output, "replay", run.toString(), "--thresholds", file.toString()))
        .isEqualTo(104);

    assertThat(output.toString())
        .isEqualTo(
            file
                + ":2:3: unknown step 'order' in 'http_req_failed{step:order}';"
                + " expected one of place-order\n");
  }

  @Test
  void theRunIsExportedCompletely() throws Exception {
    Path hdr = folder.resolve("hdr");
    StringWriter output = new StringWriter();

    assertThat(execute(output, "export", run.toString(), "--out", hdr.toString()))
        .as(output.toString())
        .isZero();

    assertThat(Files.readString(hdr.resolve("checkout.place-order.response.hgrm")))
        .containsPattern("Total count += +" + requests + "]");
  }

  @Test
  void theRunIsListed() {
    StringWriter output = new StringWriter();

    assertThat(execute(output, "runs", "--out", folder.resolve("runs").toString())).isZero();

    assertThat(output.toString())
        .containsPattern(run.getFileName() + "  recorded +\\S+Z +00:\\d\\d  " + verdict);
  }

  private static int execute(StringWriter output, String... arguments) {
    return Faultline.commandLine()
        .setOut(new PrintWriter(output, true))
        .setErr(new PrintWriter(output, true))
        .execute(arguments);
  }

  /** A hash of each file below the folder. */
  private static Map<String, Integer> contents(Path of) {
    Map<String, Integer> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(of)) {
      List<Path> all = new ArrayList<>(files.filter(Files::isRegularFile).toList());
      for (Path file : all) {
        contents.put(file.toString(), java.util.Arrays.hashCode(Files.readAllBytes(file)));
      }
      return contents;
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }
}
