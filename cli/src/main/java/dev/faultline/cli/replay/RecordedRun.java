package dev.faultline.cli.replay;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.run.RunId;
import dev.faultline.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A run that was recorded completely and can be replayed. Immutable. */
public final class RecordedRun {

  private final Recording recording;
  private final RunEvents runEvents;
  private final Answer answer;

  private RecordedRun(Recording recording, RunEvents runEvents, Answer answer) {
    this.recording = recording;
    this.runEvents = runEvents;
    this.answer = answer;
  }

  /**
   * Opens the recording of a run; nothing is ever written to it.
   *
   * @param folder of the run
   * @throws BadRecordingException when there is none, or not all of it can be read
   */
  public static RecordedRun open(Path folder) throws BadRecordingException {
    Recording recording = Recording.open(folder);
    return new RecordedRun(recording, RunEvents.of(recording), Answer.of(recording));
  }

  public RunId runId() {
    return recording.runId();
  }

  /** The plan by which it was judged. */
  public Plan plan() {
    return runEvents.plan();
  }

  /** Time zero of the run, microseconds since the epoch. */
  long startMicros() {
    return runEvents.started().startMicros();
  }

  Recording recording() {
    return recording;
  }

  RunEvents runEvents() {
    return runEvents;
  }

  Answer answer() {
    return answer;
  }

  /** How many records the aggregator and the detector are to read anew. */
  long inputs() {
    return runEvents.records().size()
        + recording.count(Topics.FAULTS)
        + recording.count(Topics.RESOURCES)
        + recording.count(Topics.RESULTS);
  }

  /** From time zero to the end of the last window. */
  Duration length() {
    List<RecordedRecord> windows = answer.windows();
    long endMillis = windows.isEmpty() ? 0 : windows.getLast().timestampMillis();
    Duration length = Duration.of(endMillis * 1_000 - startMicros(), ChronoUnit.MICROS);
    return length.isNegative() ? Duration.ZERO : length;
  }
}
