package dev.faultline.generator.bench;

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
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

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
    RunResults read = new RunResults(run, warmUp);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (Consumer<String, ResultRecord> consumer = KafkaClients.reader(kafka, Topics.RESULTS)) {
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

  /** Of all that was due after the warm-up. */
  LatencyHistogram responseTimes() {
    return responseTimes;
  }

  /** Throws unless each result that the generator has numbered is there. */
  void verify() {
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
