package dev.faultline.cli.replay;

import dev.faultline.cli.run.RecordingManifest;
import dev.faultline.core.run.RunId;
import dev.faultline.schemas.Topic;
import dev.faultline.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * The recorded topics of a run, complete and readable; nothing here writes to them. Thread-safe.
 *
 * @param topics the folder that holds them
 * @param records how many records each topic has
 */
record Recording(RunId runId, Path topics, SortedMap<String, Long> records) {

  private static final String A_RUN = "the folder of a run, for example runs/<runId>";
  private static final String COMPLETE = "a recording that was written to its end";

  /**
   * Opens the recording of a run and makes sure that all of it is there.
   *
   * @param run the run's folder
   * @throws BadRecordingException when it is not
   */
  static Recording open(Path run) throws BadRecordingException {
    if (!Files.isDirectory(run)) {
      throw new BadRecordingException(run, "there is no such folder", A_RUN);
    }
    Path topics = run.resolve("topics");
    if (!Files.isDirectory(topics)) {
      throw new BadRecordingException(run, "there is no folder 'topics' in it", A_RUN);
    }
    RecordingManifest manifest = manifest(topics);
    Recording recording = new Recording(runId(manifest, topics), topics, manifest.records());
    for (Topic<?> topic : Topics.all()) {
      if (recording.has(topic) || topic != Topics.RESOURCES) {
        recording.check(topic);
      }
    }
    return recording;
  }

  /** Whether the topic was there when it was recorded; earlier versions had no resources. */
  boolean has(Topic<?> topic) {
    return records.containsKey(topic.name());
  }

  /** All records of a topic, in the order in which they were recorded. */
  List<RecordedRecord> all(Topic<?> topic) throws BadRecordingException {
    List<RecordedRecord> all = new ArrayList<>();
    try (RecordedTopic file = open(topic)) {
      while (file.hasNext()) {
        all.add(file.next());
      }
    }
    return all;
  }

  /** A topic's records one after the other, for those that are many. */
  RecordedTopic open(Topic<?> topic) throws BadRecordingException {
    return RecordedTopic.open(topics.resolve(topic.name() + ".avro"), topic, runId);
  }

  long count(Topic<?> topic) {
    return records.getOrDefault(topic.name(), 0L);
  }

  private void check(Topic<?> topic) throws BadRecordingException {
    long found;
    try (RecordedTopic file = open(topic)) {
      found = file.count();
      if (found != count(topic)) {
        throw new BadRecordingException(
            file.path(),
            "it holds %,d records, and %,d were recorded".formatted(found, count(topic)),
            COMPLETE);
      }
    }
  }

  private static RecordingManifest manifest(Path topics) throws BadRecordingException {
    Path file = topics.resolve(RecordingManifest.FILE);
    if (!Files.isRegularFile(file)) {
      throw new BadRecordingException(file, "there is no such file", COMPLETE);
    }
    try {
      RecordingManifest manifest = RecordingManifest.read(topics);
      if (manifest.version() != RecordingManifest.VERSION) {
        throw new BadRecordingException(
            file,
            "the recording is of version %d".formatted(manifest.version()),
            "version %d".formatted(RecordingManifest.VERSION));
      }
      return manifest;
    } catch (IOException e) {
      throw new BadRecordingException(file, "it cannot be read (" + e.getMessage() + ")", COMPLETE);
    }
  }

  private static RunId runId(RecordingManifest manifest, Path topics) throws BadRecordingException {
    try {
      return RunId.parse(String.valueOf(manifest.runId()));
    } catch (IllegalArgumentException e) {
      Path file = topics.resolve(RecordingManifest.FILE);
      throw new BadRecordingException(
          file, "its runId '%s' is none".formatted(manifest.runId()), COMPLETE);
    }
  }
}
