package dev.faultline.aggregator;

import dev.faultline.core.run.RunId;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.Topics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The committed records of {@code faultline.windows}, as bytes, by run. */
final class WindowsTopic implements AutoCloseable {

  private final CommittedRecords records;
  private final Map<RunId, List<WindowBytes>> byRun = new LinkedHashMap<>();

  WindowsTopic(KafkaSettings kafka) {
    records = new CommittedRecords(kafka, Topics.WINDOWS.name());
  }

  /** What has been read of the run so far, after reading on for a moment. */
  List<WindowBytes> read(RunId runId) {
    for (ConsumerRecord<String, byte[]> record : records.next()) {
      RunId of = Topics.WINDOWS.codec().decode(record.value()).runId();
      if (record.partition() != Topics.partitionOf(of, records.partitions())) {
        throw new AssertionError(record.key() + " is on partition " + record.partition());
      }
      byRun
          .computeIfAbsent(of, unseen -> new ArrayList<>())
          .add(WindowBytes.of(record.key(), record.timestamp(), record.value()));
    }
    return byRun.getOrDefault(runId, List.of());
  }

  /** Whether all has been read, and no transaction is open that could add something. */
  boolean atEnd() {
    return records.atEnd();
  }

  @Override
  public void close() {
    records.close();
  }
}
