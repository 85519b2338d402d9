package dev.faultline.chaos;

import dev.faultline.core.run.RunId;
import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.Topic;
import dev.faultline.schemas.Topics;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;

/** Reads all that the topics hold of the runs of some partitions. */
record HistoryReader(KafkaSettings kafka) {

  private static final System.Logger LOG = System.getLogger(HistoryReader.class.getName());
  private static final Duration POLL = Duration.ofMillis(100);

  /**
   * What was found.
   *
   * @param runs by run, in the order of their first records
   * @param nextOffsets of {@code faultline.runs}: where to read on, by partition
   */
  record Found(Map<RunId, RunHistory> runs, Map<Integer, Long> nextOffsets) {}

  Found read(Collection<Integer> partitions) {
    Map<RunId, RunHistory> runs = new LinkedHashMap<>();
    Map<Integer, Long> nextOffsets =
        read(
            Topics.RUNS,
            partitions,
            event -> runs.computeIfAbsent(event.runId(), _ -> new RunHistory()).add(event));
    read(
        Topics.FAULTS,
        partitions,
        record -> runs.computeIfAbsent(record.runId(), _ -> new RunHistory()).add(record));
    return new Found(runs, nextOffsets);
  }

  private <T> Map<Integer, Long> read(
      Topic<T> topic, Collection<Integer> partitions, Consumer<T> reader) {
    try (var consumer = KafkaClients.reader(kafka, topic)) {
      List<TopicPartition> wanted =
          partitions.stream().map(number -> new TopicPartition(topic.name(), number)).toList();
      consumer.assign(wanted);
      consumer.seekToBeginning(wanted);
      Map<TopicPartition, Long> ends = consumer.endOffsets(wanted);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        try {
          consumer
              .poll(POLL)
              .forEach(
                  record -> {
                    if (record.value() != null) {
                      reader.accept(record.value());
                    }
                  });
        } catch (RecordDeserializationException unreadable) {
          LOG.log(Level.WARNING, "passed over: {0}", unreadable.getMessage());
          consumer.seek(unreadable.topicPartition(), unreadable.offset() + 1);
        }
      }
      Map<Integer, Long> positions = new LinkedHashMap<>();
      wanted.forEach(each -> positions.put(each.partition(), consumer.position(each)));
      return positions;
    }
  }
}
