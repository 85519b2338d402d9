package dev.faultline.cli.replay;

import dev.faultline.core.run.RunId;
import dev.faultline.core.window.WindowRecord;
import dev.faultline.core.window.WindowStats;
import dev.faultline.schemas.Topics;
import dev.faultline.schemas.UndecodableException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The base windows of a recorded run, those of one second, in their order: by their ends, then by
 * their series. They are read one after the other, so that a run of hours needs no more memory than
 * a short one. Not thread-safe.
 */
public final class RecordedWindows implements AutoCloseable {

  private final RunId runId;
  private final RecordedTopic topic;

  private RecordedWindows(RunId runId, RecordedTopic topic) {
    this.runId = runId;
    this.topic = topic;
  }

  /**
   * Opens the recording of a run, which is only read.
   *
   * @param run the run's folder
   * @throws BadRecordingException when there is none, or not all of it is there
   */
  public static RecordedWindows open(Path run) throws BadRecordingException {
    Recording recording = Recording.open(run);
    return new RecordedWindows(recording.runId(), recording.open(Topics.WINDOWS));
  }

  public RunId runId() {
    return runId;
  }

  /**
   * The next one; empty when there is none any more.
   *
   * @throws BadRecordingException when the recording cannot be read from here on
   */
  public Optional<WindowStats> next() throws BadRecordingException {
    while (topic.hasNext()) {
      // Longer windows are made of these and would count everything once more.
      if (decode(topic.next()) instanceof WindowStats window && window.isBase()) {
        return Optional.of(window);
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() throws BadRecordingException {
    topic.close();
  }

  private WindowRecord decode(RecordedRecord record) throws BadRecordingException {
    String expected = "windows of this version";
    if (record.value() == null) {
      throw new BadRecordingException(topic.path(), "there is a record without a value", expected);
    }
    try {
      return Topics.WINDOWS.codec().decode(record.valueBytes());
    } catch (UndecodableException e) {
      throw new BadRecordingException(topic.path(), e.getMessage(), expected);
    }
  }
}
