package dev.faultline.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cli.report.RunReport;
import dev.faultline.cli.report.SampleRun;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunListTest {

  private static final String DEAD =
      """
      {"process":{"pid":999999999,"started":"2026-01-01T00:00:00Z"},"children":[],"proxies":[],"lastResort":{}}
      """;

  @TempDir private Path out;

  @Test
  void aFolderThatIsNotThereHoldsNoRuns() {
    assertThat(RunList.of(out.resolve("runs"))).isEmpty();
  }

  @Test
  void tellsWhatEachRunCameTo() throws Exception {
    RunReport.write(out.resolve(SampleRun.ID.toString()), SampleRun.demo(), 99);

    assertThat(table())
        .containsExactly(
            "run                                   plan                      started"
                + "                 length  verdict       exit code",
            "0198e4a1-7c00-7000-8000-000000000001  checkout-demo             2026-07-26T12:00:05Z"
                + "     01:01  FAIL          99");
  }

  @Test
  void theNewestComesFirst() throws Exception {
    summary(id(3), "\"PASS\"", 0);
    summary(id(1), "null", 3);
    summary(id(2), "\"INCONCLUSIVE\"", 3);

    assertThat(RunList.of(out))
        .extracting(RunList.Entry::id, RunList.Entry::result)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(id(3), "PASS"),
            org.assertj.core.groups.Tuple.tuple(id(2), "INCONCLUSIVE"),
            org.assertj.core.groups.Tuple.tuple(id(1), "none"));
  }

  @Test
  void aRunWithoutASummaryIsStillOnKilledOrUnfinished() throws Exception {
    RunFolder on = folder(id(3));
    Files.writeString(folder(id(2)).lock(), DEAD);
    folder(id(1));

    try (RunLock _ = RunLock.take(on, List.of(), Map.of())) {
      assertThat(RunList.of(out))
          .extracting(RunList.Entry::result)
          .containsExactly("still on", "killed", "unfinished");
      assertThat(table().get(1))
          .endsWith("-                         2027-01-15T08:00:00Z         -  still on      -");
    }
  }

  @Test
  void whatIsNoRunIsPassedOver() throws Exception {
    Files.createDirectories(out.resolve("old"));
    Files.writeString(out.resolve(RunId.create(Clock.system(), new Random()).toString()), "");
    Path broken = folder(id(1)).path();
    Files.writeString(broken.resolve("summary.json"), "{ ");

    assertThat(RunList.of(out)).extracting(RunList.Entry::result).containsExactly("unfinished");
  }

  private List<String> table() {
    return RunList.lines(RunList.of(out));
  }

  private RunFolder folder(RunId id) throws IOException {
    RunFolder folder = RunFolder.of(out, id);
    Files.createDirectories(folder.path());
    return folder;
  }

  private void summary(RunId id, String verdict, int exitCode) throws IOException {
    Files.writeString(
        folder(id).summary(),
        """
        {"schemaVersion": 1, "run": {"id": "%s", "plan": "p", "started": null, "seconds": null},
         "verdict": %s, "exitCode": %d}
        """
            .formatted(id, verdict, exitCode));
  }

  /** Made so many microseconds after a full second. */
  private static RunId id(int number) {
    return RunId.create(() -> 1_800_000_000_000_000L + number * 1_000L, new Random(number));
  }
}
