package dev.faultline.cli.replay;

import dev.faultline.cli.console.Wording;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowStats;
import dev.faultline.schemas.Topic;
import dev.faultline.schemas.UndecodableException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Names the records of an answer, each by what it is about, so that the same record is found in
 * another answer whatever else that holds.
 *
 * @param startMicros time zero of the run, microseconds since the epoch
 */
record Places(long startMicros) {

  private static final long SECOND = 1_000_000;

  /** The records of a topic by their places, in their order. */
  Map<String, RecordedRecord> of(Topic<?> topic, List<RecordedRecord> records) {
    Map<String, Integer> seen = new HashMap<>();
    Map<String, RecordedRecord> placed = new LinkedHashMap<>();
    for (RecordedRecord record : records) {
      String subject = decoded(topic, record).map(this::subject).orElse("an unreadable record");
      int nth = seen.merge(subject, 1, Integer::sum);
      placed.put(nth == 1 ? subject : "%s (%d)".formatted(subject, nth), record);
    }
    return placed;
  }

  /** What the record says; empty when it is no record of the topic. */
  static Optional<Object> decoded(Topic<?> topic, RecordedRecord record) {
    try {
      return record.value() == null
          ? Optional.empty()
          : Optional.of(topic.codec().decode(record.valueBytes()));
    } catch (UndecodableException e) {
      return Optional.empty();
    }
  }

  private String subject(Object value) {
    return switch (value) {
      case WindowStats window ->
          "window %s/%s, %s"
              .formatted(
                  window.series().scenario(),
                  window.series().step(),
                  window.isBase()
                      ? "second " + at(window.startMicros())
                      : "%d s until %s"
                          .formatted(window.sizeMicros() / SECOND, at(window.endMicros())));
      case RunProgress progress ->
          (progress.finished() ? "end of the windows at %s" : "progress of the run at %s")
              .formatted(at(progress.watermarkMicros()));
      case RegressionEvent event ->
          "regression %s/%s %s from %s, event"
              .formatted(
                  event.degradation().series().scenario(),
                  event.degradation().series().step(),
                  event.degradation().metric(),
                  at(event.degradation().onsetMicros()));
      case RunVerdict _ -> "verdict";
      default -> throw new IllegalStateException("no record of an answer: " + value);
    };
  }

  private String at(long micros) {
    return Wording.elapsed(micros - startMicros);
  }
}
