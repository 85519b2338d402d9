package dev.faultline.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.cli.report.SampleRun;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.plan.PlanOutcome;
import dev.faultline.core.plan.PlanReader;
import dev.faultline.core.plan.ThresholdsFile;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.run.Verdict;
import dev.faultline.schemas.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunEventsTest {

  private static final long END = SampleRun.START + 60_000_000;
  private static final RunId RUN = SampleRun.ID;

  private RecordingFixture demo;

  @TempDir private Path run;

  @BeforeEach
  void recordDemo() throws IOException {
    demo = RecordingFixture.demo();
  }

  @Test
  void theEndAndWhatCameAfterItAreLeftOut() throws Exception {
    demo.add(new RunEvent.AbortRequested(RUN, END - 1, RecordingFixture.plan(), "enough"));
    List<RecordedRecord> before = List.copyOf(demo.records(Topics.RUNS));
    demo.add(new RunEvent.Finished(RUN, END, RecordingFixture.plan(), Verdict.FAIL));
    demo.add(new RunEvent.AbortRequested(RUN, END + 1, RecordingFixture.plan(), "too late"));

    assertThat(read().records()).hasSize(4).isEqualTo(before);
    assertThat(read().started().startMicros()).isEqualTo(SampleRun.START);
    assertThat(read().plan().name()).isEqualTo("checkout-demo");
  }

  @Test
  void otherThresholdsAreInThePlanOfEveryEvent() throws Exception {
    RunEvents recorded = read();
    Plan other = otherThresholds(recorded.plan());

    RunEvents swapped = recorded.with(other.thresholds());

    assertThat(swapped.plan()).isEqualTo(other).isNotEqualTo(recorded.plan());
    assertThat(swapped.records())
        .hasSameSizeAs(recorded.records())
        .extracting(record -> Topics.RUNS.codec().decode(record.valueBytes()))
        .allSatisfy(
            event ->
                assertThat(PlanReader.read(event.plan())).isEqualTo(new PlanOutcome.Valid(other)))
        .hasExactlyElementsOfTypes(
            RunEvent.Submitted.class, RunEvent.Prepared.class, RunEvent.Started.class);
    assertThat(swapped.records().getLast().timestampMillis())
        .isEqualTo(recorded.records().getLast().timestampMillis());
  }

  @Test
  void aRunThatNeverStartedHasNothingToReplay() {
    demo.records(Topics.RUNS).removeLast();

    assertThatThrownBy(this::read)
        .isInstanceOf(BadRecordingException.class)
        .hasMessageEndingWith(
            "faultline.runs.avro: the run never started; expected a run with load");
  }

  @Test
  void eventsThatCannotBeReadAreRefused() {
    RecordedRecord started = demo.records(Topics.RUNS).removeLast();
    demo.records(Topics.RUNS).add(started.with(new byte[] {1, 2, 3}));

    assertThatThrownBy(this::read)
        .isInstanceOf(BadRecordingException.class)
        .hasMessageContaining("3 bytes are too short")
        .hasMessageEndingWith("; expected run events of this version");
  }

  private RunEvents read() throws IOException, BadRecordingException {
    demo.write(run);
    return RunEvents.of(Recording.open(run));
  }

  private static Plan otherThresholds(Plan plan) {
    String yaml = "thresholds: { http_req_duration: [p(95)<250, avg<9] }";
    return switch (ThresholdsFile.read("other.yaml", yaml, plan)) {
      case PlanOutcome.Valid(Plan other) -> other;
      case PlanOutcome.Invalid invalid -> throw new AssertionError(invalid);
    };
  }
}
