package dev.faultline.generator.sink;

import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.schemas.Topics;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Carries what a {@link ResultBuffer} holds to {@code faultline.results}, in order, on a thread of
 * its own. When Kafka is slow this thread waits and the buffer fills; the event loop goes on.
 */
public final class ResultSender implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(ResultSender.class.getName());
  private static final String SHUT_DOWN =
      "Kafka is not taking results and the generator is shutting down";
  private static final long EMPTY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long REFUSED_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final ResultBuffer buffer;
  private final Producer<String, ResultRecord> producer;
  private final Consumer<ShardProgress> onProgressSettled;
  private final Duration patience;
  private final Thread thread = new Thread(this::carry, "faultline-results");
  private final AtomicLong lost = new AtomicLong();
  private final AtomicBoolean lossLogged = new AtomicBoolean();
  private volatile boolean closing;
  private volatile boolean impatient;
  private boolean refused;

  /**
   * @param producer must never block for long; closed with the sender
   * @param onProgressSettled called, on any thread but an event loop, when a progress and with it
   *     all that was offered before it by the same shard is acknowledged, or counted as lost
   * @param patience how long {@link #close} lets the buffer drain before the rest counts as lost
   */
  public ResultSender(
      ResultBuffer buffer,
      Producer<String, ResultRecord> producer,
      Consumer<ShardProgress> onProgressSettled,
      Duration patience) {
    this.buffer = buffer;
    this.producer = producer;
    this.onProgressSettled = onProgressSettled;
    this.patience = patience;
  }

  public void start() {
    thread.start();
  }

  /** Whether records are still carried. */
  public boolean alive() {
    return thread.isAlive();
  }

  /** Records that Kafka did not take in the end. */
  public long lost() {
    return lost.get();
  }

  /** How full the producer's memory is, 0 to 1; 0 when the producer does not say. */
  public double producerFill() {
    double total = producerMetric("buffer-total-bytes");
    return total > 0 ? 1 - producerMetric("buffer-available-bytes") / total : 0;
  }

  private double producerMetric(String name) {
    return producer.metrics().values().stream()
        .filter(metric -> metric.metricName().group().equals("producer-metrics"))
        .filter(metric -> metric.metricName().name().equals(name))
        .mapToDouble(metric -> ((Number) metric.metricValue()).doubleValue())
        .findFirst()
        .orElse(0);
  }

  /** Sends what the buffer holds, waits until it is acknowledged, and ends. */
  @Override
  public void close() {
    closing = true;
    try {
      impatient = !thread.join(patience);
      producer.close(impatient ? Duration.ZERO : patience);
      thread.join();
    } catch (InterruptedException e) {
      impatient = true;
      producer.close(Duration.ZERO);
      Thread.currentThread().interrupt();
    }
  }

  private void carry() {
    while (true) {
      boolean last = closing;
      ResultRecord record = buffer.poll();
      if (record != null) {
        send(record);
      } else if (last) {
        return;
      } else {
        LockSupport.parkNanos(EMPTY_NANOS);
      }
    }
  }

  private void send(ResultRecord record) {
    ProducerRecord<String, ResultRecord> message =
        Topics.RESULTS.record(
            Topics.shardKey(record.runId(), record.shard()), record, eventMicros(record));
    while (!taken(message)) {
      if (impatient) {
        lose(SHUT_DOWN);
        settled(record);
        break;
      }
      LockSupport.parkNanos(REFUSED_NANOS);
    }
  }

  private boolean taken(ProducerRecord<String, ResultRecord> message) {
    refused = false;
    try {
      Future<RecordMetadata> _ =
          producer.send(message, (_, problem) -> answered(message.value(), problem));
    } catch (RuntimeException e) {
      lose(impatient ? SHUT_DOWN : e.toString());
      settled(message.value());
    }
    return !refused;
  }

  /**
   * The producer reports on this very thread, still within {@code send}, when it has no room or
   * does not know the topic yet; everything that was on its way is reported on its own thread.
   */
  private void answered(ResultRecord record, Exception problem) {
    if (problem instanceof RetriableException && Thread.currentThread() == thread) {
      refused = true;
      return;
    }
    if (problem != null) {
      lose(problem.toString());
    }
    settled(record);
  }

  private void settled(ResultRecord record) {
    if (record instanceof ShardProgress progress) {
      onProgressSettled.accept(progress);
    }
  }

  private void lose(String reason) {
    lost.incrementAndGet();
    if (lossLogged.compareAndSet(false, true)) {
      LOG.log(
          Level.ERROR,
          "Results did not reach Kafka; their numbers will be missing. First reason: {0}",
          reason);
    }
  }

  private static long eventMicros(ResultRecord record) {
    return switch (record) {
      case RequestResult result -> result.completedMicros();
      case ShardProgress progress -> progress.watermarkMicros();
    };
  }
}
