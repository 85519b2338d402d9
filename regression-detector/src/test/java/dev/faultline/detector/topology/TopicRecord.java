package dev.faultline.detector.topology;

import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultProgress;
import dev.faultline.core.fault.FaultRecord;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowRecord;
import dev.faultline.core.window.WindowStats;
import dev.faultline.detector.analysis.ScriptedRun;
import dev.faultline.schemas.Topics;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;

/**
 * A record as it stands on a topic.
 *
 * @param millis its timestamp, milliseconds since the epoch
 */
public record TopicRecord(String topic, String key, Bytes value, long millis) {

  /** All records of a run, by their timestamps. */
  public static List<TopicRecord> of(ScriptedRun run) {
    return Stream.of(
            run.events().stream().map(TopicRecord::of),
            run.faults().stream().map(TopicRecord::of),
            run.windows().stream().map(TopicRecord::of))
        .flatMap(records -> records)
        .sorted(Comparator.comparingLong(TopicRecord::millis))
        .toList();
  }

  static TopicRecord of(RunEvent event) {
    return new TopicRecord(
        Topics.RUNS.name(),
        event.runId().toString(),
        Bytes.wrap(Topics.RUNS.codec().encode(event)),
        event.atMicros() / 1000);
  }

  static TopicRecord of(FaultRecord record) {
    long micros =
        switch (record) {
          case FaultEvent event -> event.atMicros();
          case FaultProgress progress -> progress.watermarkMicros();
        };
    return new TopicRecord(
        Topics.FAULTS.name(),
        record.runId().toString(),
        Bytes.wrap(Topics.FAULTS.codec().encode(record)),
        micros / 1000);
  }

  static TopicRecord of(WindowRecord record) {
    Bytes value = Bytes.wrap(Topics.WINDOWS.codec().encode(record));
    return switch (record) {
      case WindowStats window ->
          new TopicRecord(
              Topics.WINDOWS.name(), window.series().toString(), value, window.endMicros() / 1000);
      case RunProgress progress ->
          new TopicRecord(
              Topics.WINDOWS.name(),
              progress.runId().toString(),
              value,
              progress.watermarkMicros() / 1000);
    };
  }
}
