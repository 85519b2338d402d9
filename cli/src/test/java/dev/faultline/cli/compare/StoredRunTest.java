package dev.faultline.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.cli.report.RunReport;
import dev.faultline.cli.report.SampleRun;
import dev.faultline.cli.report.figures.RunFigures;
import dev.faultline.cli.report.summary.RunSummary;
import dev.faultline.cli.run.RunRecord;
import dev.faultline.core.run.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredRunTest {

  @TempDir private Path folder;

  static Stream<RunRecord> runs() {
    return Stream.of(SampleRun.demo(), SampleRun.neverStarted(), SampleRun.aborted());
  }

  @ParameterizedTest
  @MethodSource("runs")
  void whatARunWroteIsReadAgainAsItWas(RunRecord run) throws Exception {
    RunReport.write(folder, run, 99);

    RunSummary written = RunSummary.of(run, RunFigures.of(run), 99);
    assertThat(StoredRun.read(folder).summary()).isEqualTo(written);
    assertThat(StoredRun.read(folder.resolve("summary.json")).summary()).isEqualTo(written);
  }

  @Test
  void keysAndWordsOfALaterFaultlineAreNoMistake() throws Exception {
    SummaryFile file =
        SummaryFile.in(folder)
            .with(summary -> summary.put("colour", "blue"))
            .withStep(step -> step.withObject("outcomes").put("REFUSED", 3))
            .with(summary -> summary.put("verdict", "SPLENDID"));

    assertThat(file.read().verdict()).isEqualTo("NO VERDICT");
    assertThat(file.with(summary -> summary.put("verdict", "FAIL")).read().summary().verdict())
        .isEqualTo(Verdict.FAIL);
  }

  @Test
  void aSummaryOfANewerSchemaIsRefused() throws Exception {
    SummaryFile file = SummaryFile.in(folder).with(summary -> summary.put("schemaVersion", 2));

    assertThatThrownBy(file::read)
        .isInstanceOf(UnreadableSummaryException.class)
        .hasMessage(
            "%s/summary.json: it has schemaVersion 2, of a newer Faultline; this one reads up to 1;"
                + " expected the folder of a run or its summary.json",
            folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "7",
        "null",
        "{",
        "{} x",
        "{}",
        "{\"schemaVersion\": 1}",
        "{\"schemaVersion\": \"one\", \"run\": {\"id\": \"a\"}, \"totals\": {}, \"steps\": []}",
        "{\"schemaVersion\": 1, \"run\": {\"id\": \"a\"}, \"totals\": {}, \"steps\": [null]}",
        "{\"schemaVersion\": 1, \"run\": {\"id\": \"a\"}, \"totals\": {}, \"steps\": [{}]}",
        "{\"schemaVersion\": 1, \"run\": {\"id\": \"a\"}, \"totals\": {}, \"steps\": {}}",
        "name: smallest"
      })
  void whatIsNoSummaryIsSaidToBeNone(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("a.json"), text);

    assertThatThrownBy(() -> StoredRun.read(file))
        .isInstanceOf(UnreadableSummaryException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining("this is no summary")
        .hasMessageEndingWith("; expected the folder of a run or its summary.json");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> StoredRun.read(folder))
        .hasMessage(
            "%s/summary.json: there is no such file;"
                + " expected the folder of a run or its summary.json",
            folder);
  }

  @Test
  void aFileThatIsNoTextIsNoSummary() throws Exception {
    Path file = Files.write(folder.resolve("a.json"), new byte[] {(byte) 0xFF, 0, 1});

    assertThatThrownBy(() -> StoredRun.read(file))
        .isInstanceOf(UnreadableSummaryException.class)
        .hasMessageStartingWith(file + ": it cannot be read");
  }
}
