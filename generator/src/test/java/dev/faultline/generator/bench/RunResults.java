package dev.faultline.generator.bench;

import static java.util.stream.Collectors.toMap;

import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.run.RunId;
import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.Topics;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What Kafka has of a run, after the generator has finished it. */
final class RunResults {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final RunId run;
  private final long warmUpMicros;
  private final LatencyHistogram responseTimes = new LatencyHistogram();
  private final Set<Integer> finished = new HashSet<>();
  private long firstDueMicros = Long.MAX_VALUE;
  private long results;
  private long numbered;
  private long dropped;
  private long uncarried;
  private int shards = Integer.MAX_VALUE;

  private RunResults(RunId run, Duration warmUp) {
    this.run = run;
    this.warmUpMicros = warmUp.toMillis() * 1000;
  }

  /**
   * Waits for the run's end and reads all of it.
   *
   * @param warmUp from the first arrival on; what is due in it is counted, but not measured
   */
  static RunResults of(KafkaSettings kafka, RunId run, Duration warmUp) {
    return of(kafka, run, warmUp, PATIENCE);
  }

  /** The same for a run of whose results there are many to read. */
  static RunResults of(KafkaSettings kafka, RunId run, Duration warmUp, Duration patience) {
    RunResults read = new RunResults(run, warmUp);
    long deadline = System.nanoTime() + patience.toNanos();
    try (Consumer<String, ResultRecord> consumer = KafkaClients.reader(kafka, Topics.RESULTS)) {
      passOver(consumer, run.value().getMostSignificantBits() >>> 16);
      while (read.finished.size() < read.shards) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("the run does not come to its end");
        }
        for (ConsumerRecord<String, ResultRecord> record : consumer.poll(Duration.ofMillis(100))) {
          read.take(record.value());
        }
      }
    }
    return read;
  }

  /** What runs before have left behind would take longer to read than the run's own results. */
  private static void passOver(Consumer<String, ResultRecord> consumer, long beforeMillis) {
    Map<TopicPartition, Long> times =
        consumer.assignment().stream().collect(toMap(each -> each, _ -> beforeMillis));
    consumer
        .offsetsForTimes(times)
        .forEach(
            (partition, first) -> {
              if (first == null) {
                consumer.seekToEnd(List.of(partition));
              } else {
                consumer.seek(partition, first.offset());
              }
            });
  }

  private void take(ResultRecord record) {
    if (!record.runId().equals(run)) {
      return;
    }
    switch (record) {
      case ShardProgress progress -> {
        if (progress.finished()) {
          shards = progress.shardCount();
          finished.add(progress.shard());
          numbered += progress.lastSeq();
          dropped += progress.scenarios().stream().mapToLong(each -> each.dropped()).sum();
          uncarried += progress.scenarios().stream().mapToLong(each -> each.dueBefore()).sum();
        }
      }
      case RequestResult result -> {
        results++;
        firstDueMicros = Math.min(firstDueMicros, result.intendedStartMicros());
        if (result.intendedStartMicros() >= firstDueMicros + warmUpMicros) {
          responseTimes.record(result.responseTimeMicros());
        }
      }
    }
  }

  /** When the run began. */
  long firstDueMicros() {
    return firstDueMicros;
  }

  /** Microseconds, of all that was due after the warm-up; not a number where nothing was. */
  double responseTime(double percentile) {
    return responseTimes.count() == 0 ? Double.NaN : responseTimes.percentile(percentile);
  }

  /** Throws unless each result that the generator has numbered is there, and it never paused. */
  void verify() {
    if (uncarried > 0) {
      throw new IllegalStateException(
          "the generator stood still so long that Kafka gave its load away; %,d arrivals are lost"
              .formatted(uncarried));
    }
    if (results != numbered) {
      throw new IllegalStateException("Kafka has %,d of %,d results".formatted(results, numbered));
    }
  }

  /** Results of the whole run. */
  long count() {
    return results;
  }

  /** Arrivals that could not start. */
  long dropped() {
    return dropped;
  }
}
