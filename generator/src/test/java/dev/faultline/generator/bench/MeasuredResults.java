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
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the topic holds of a run, and by how much later than due its requests were sent. */
final class MeasuredResults {

  /** Of a load's begin, in which connections are opened and code is compiled. */
  private static final long COLD_MICROS = 10_000_000;

  private final KafkaSettings kafka;
  private final RunId run;
  private final BitSet seen = new BitSet();
  private final Map<String, LatencyHistogram> phases = new LinkedHashMap<>();
  private long startMicros;
  private long goneMicros = Long.MAX_VALUE;
  private long backMicros = Long.MAX_VALUE;
  private long twice;
  private double spill;
  private ShardProgress last;

  MeasuredResults(KafkaSettings kafka, RunId run) {
    this.kafka = kafka;
    this.run = run;
  }

  /** Waits for the run's first progress, whose watermark is its start. */
  long startMicros(Duration patience) {
    read(() -> last != null, patience);
    return startMicros;
  }

  /** Reads everything until the last progress. */
  void readToEnd(long from, long to, Duration patience) {
    goneMicros = from;
    backMicros = to;
    seen.clear();
    twice = 0;
    phases.clear();
    for (String phase : new String[] {"before", "while Kafka was away", "after"}) {
      phases.put(phase, new LatencyHistogram());
    }
    read(() -> last.finished(), patience);
  }

  private interface Condition {
    boolean holds();
  }

  private void read(Condition enough, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    try (Consumer<String, ResultRecord> consumer = KafkaClients.reader(kafka, Topics.RESULTS)) {
      while (!enough.holds()) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("the run does not go on; last known: " + last);
        }
        for (ConsumerRecord<String, ResultRecord> record : consumer.poll(Duration.ofMillis(100))) {
          if (record.value().runId().equals(run)) {
            take(record.value());
          }
        }
      }
    }
  }

  private void take(ResultRecord record) {
    switch (record) {
      case ShardProgress progress -> {
        if (last == null) {
          startMicros = progress.watermarkMicros();
        }
        last = progress;
        spill = Math.max(spill, progress.health().spillFill());
      }
      case RequestResult result -> {
        int seq = Math.toIntExact(result.seq());
        if (seen.get(seq)) {
          twice++;
        }
        seen.set(seq);
        long due = result.intendedStartMicros();
        if (due >= startMicros + COLD_MICROS && !phases.isEmpty()) {
          phases.get(phase(due)).record(result.sendDelayMicros());
        }
      }
    }
  }

  private String phase(long dueMicros) {
    if (dueMicros < goneMicros) {
      return "before";
    }
    return dueMicros < backMicros ? "while Kafka was away" : "after";
  }

  Map<String, LatencyHistogram> phases() {
    return phases;
  }

  ShardProgress last() {
    return last;
  }

  /** The highest fill of the disk space that was told. */
  double spill() {
    return spill;
  }

  long once() {
    return seen.cardinality() - twice;
  }

  long twice() {
    return twice;
  }
}
