package dev.faultline.cli.replay;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.plan.PlanOutcome;
import dev.faultline.core.plan.PlanReader;
import dev.faultline.core.plan.PlanText;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.threshold.Threshold;
import dev.faultline.schemas.Topics;
import dev.faultline.schemas.UndecodableException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The recorded events of a run up to its end, which is the detector's to tell. What came after the
 * end did not matter to it either.
 *
 * @param records what to send
 * @param started the one with the plan and time zero
 */
record RunEvents(List<RecordedRecord> records, RunEvent.Started started, Plan plan) {

  /**
   * Reads them.
   *
   * @throws BadRecordingException when they cannot be read, or the run never started
   */
  static RunEvents of(Recording recording) throws BadRecordingException {
    Path file = recording.topics().resolve(Topics.RUNS.name() + ".avro");
    List<RecordedRecord> records = new ArrayList<>();
    RunEvent.Started started = null;
    for (RecordedRecord record : recording.all(Topics.RUNS)) {
      RunEvent event = decode(record, file);
      if (event instanceof RunEvent.Finished || event instanceof RunEvent.Aborted) {
        break;
      }
      if (event instanceof RunEvent.Started first && started == null) {
        started = first;
      }
      records.add(record);
    }
    if (started == null) {
      throw new BadRecordingException(file, "the run never started", "a run with load");
    }
    return new RunEvents(List.copyOf(records), started, plan(started, file));
  }

  /** The same events, but with other thresholds in their plan. */
  RunEvents with(List<Threshold> thresholds) {
    PlanSource source = PlanText.withThresholds(started.plan(), thresholds);
    List<RecordedRecord> others =
        records.stream()
            .map(
                record -> {
                  RunEvent event = Topics.RUNS.codec().decode(record.valueBytes());
                  return record.with(Topics.RUNS.codec().encode(with(event, source)));
                })
            .toList();
    return new RunEvents(others, (RunEvent.Started) with(started, source), plan.with(thresholds));
  }

  private static RunEvent with(RunEvent event, PlanSource plan) {
    return switch (event) {
      case RunEvent.Submitted e -> new RunEvent.Submitted(e.runId(), e.atMicros(), plan);
      case RunEvent.Prepared e -> new RunEvent.Prepared(e.runId(), e.atMicros(), plan, e.part());
      case RunEvent.Started e ->
          new RunEvent.Started(e.runId(), e.atMicros(), plan, e.startMicros(), e.shardCount());
      case RunEvent.AbortRequested e ->
          new RunEvent.AbortRequested(e.runId(), e.atMicros(), plan, e.reason());
      case RunEvent.Aborted e -> new RunEvent.Aborted(e.runId(), e.atMicros(), plan, e.reason());
      case RunEvent.Finished e -> new RunEvent.Finished(e.runId(), e.atMicros(), plan, e.verdict());
    };
  }

  private static RunEvent decode(RecordedRecord record, Path file) throws BadRecordingException {
    String expected = "run events of this version";
    if (record.value() == null) {
      throw new BadRecordingException(file, "there is a record without a value", expected);
    }
    try {
      return Topics.RUNS.codec().decode(record.valueBytes());
    } catch (UndecodableException e) {
      throw new BadRecordingException(file, e.getMessage(), expected);
    }
  }

  private static Plan plan(RunEvent.Started started, Path file) throws BadRecordingException {
    return switch (PlanReader.read(started.plan())) {
      case PlanOutcome.Valid(Plan plan) -> plan;
      case PlanOutcome.Invalid invalid ->
          throw new BadRecordingException(
              file,
              "the run's plan has a mistake: " + invalid.problems().getFirst(),
              "a plan of this version");
    };
  }
}
