package dev.faultline.cli.run;

import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultProgress;
import dev.faultline.core.run.RunId;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowStats;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.Topic;
import dev.faultline.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The partitions on which a run's story is told, from now on: decodes what belongs to the run and
 * tells the observer. Runs of others on the same partitions are passed over unread. Not
 * thread-safe.
 */
final class RunTopics implements AutoCloseable {

  private static final List<Topic<?>> FOLLOWED =
      List.of(Topics.RUNS, Topics.FAULTS, Topics.WINDOWS, Topics.REGRESSIONS, Topics.VERDICTS);

  private final Consumer<String, byte[]> consumer;
  private final RunId runId;
  private final RunObserver observer;

  /** The consumer becomes this object's own; partitions are read from their present end. */
  RunTopics(Consumer<String, byte[]> consumer, RunId runId, RunObserver observer) {
    this.consumer = consumer;
    this.runId = runId;
    this.observer = observer;
    List<TopicPartition> partitions = new ArrayList<>();
    for (Topic<?> topic : FOLLOWED) {
      int count = consumer.partitionsFor(topic.name()).size();
      partitions.add(new TopicPartition(topic.name(), Topics.partitionOf(runId, count)));
    }
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position); // the seek is lazy; the end meant is that of now
  }

  static Consumer<String, byte[]> consumer(KafkaSettings kafka) {
    Properties properties = kafka.clientProperties();
    properties.put("isolation.level", "read_committed");
    properties.put("enable.auto.commit", "false");
    return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Tells the observer what has come since the last call.
   *
   * @return whether anything of the run was among it
   */
  boolean poll(Duration patience) {
    boolean heard = false;
    for (ConsumerRecord<String, byte[]> news : consumer.poll(patience)) {
      if (isOfRun(news.key())) {
        tell(news.topic(), news.value());
        heard = true;
      }
    }
    return heard;
  }

  /** Reads on to what is the end at the time of the call. */
  void drain(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), patience);
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())
        && System.nanoTime() < deadline) {
      poll(Duration.ofMillis(100));
    }
  }

  private boolean isOfRun(String key) {
    return key != null && (key.equals(runId.toString()) || key.startsWith(runId + "/"));
  }

  private void tell(String topic, byte[] value) {
    if (topic.equals(Topics.RUNS.name())) {
      observer.runEvent(Topics.RUNS.codec().decode(value));
    } else if (topic.equals(Topics.FAULTS.name())) {
      switch (Topics.FAULTS.codec().decode(value)) {
        case FaultEvent event -> observer.fault(event);
        case FaultProgress progress -> {} // only says that no event is missing
      }
    } else if (topic.equals(Topics.WINDOWS.name())) {
      switch (Topics.WINDOWS.codec().decode(value)) {
        case WindowStats window when window.isBase() -> observer.window(window);
        case WindowStats rolledUp -> {} // says again what its base windows said
        case RunProgress progress -> observer.progress(progress);
      }
    } else if (topic.equals(Topics.REGRESSIONS.name())) {
      observer.regression(Topics.REGRESSIONS.codec().decode(value));
    } else {
      observer.verdict(Topics.VERDICTS.codec().decode(value));
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
