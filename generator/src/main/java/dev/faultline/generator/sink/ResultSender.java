package dev.faultline.generator.sink;

import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.run.RunId;
import dev.faultline.schemas.Topics;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Carries what a {@link ResultBuffer} holds to {@code faultline.results}, in order, on a thread of
 * its own, and by way of a {@link ResultSpill} while Kafka does not take it:
 *
 * <pre>
 *          ┌────── nothing is spilled ──────┐
 * buffer ──┤                                ├──▶ producer ──▶ Kafka
 *          └──▶ spill ──▶ there is room ────┘
 * </pre>
 *
 * When the spill is full too, the buffer fills. The event loop goes on whatever happens here.
 */
public final class ResultSender implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(ResultSender.class.getName());
  private static final String SHUT_DOWN =
      "Kafka is not taking results and the generator is shutting down";
  private static final long EMPTY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long REFUSED_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** Results sent from the spill before the buffer is looked after again, some 20 ms. */
  private static final int TURN = 4096;

  /** The key of a shard's records. */
  private record RecordKey(RunId runId, int shard, String text) {

    static RecordKey of(RunId runId, int shard) {
      return new RecordKey(runId, shard, Topics.shardKey(runId, shard));
    }
  }

  private final ResultBuffer buffer;
  private final ResultSpill spill;
  private final Producer<String, ResultRecord> producer;
  private final Consumer<ShardProgress> onProgressSettled;
  private final Duration patience;
  private final Thread thread = new Thread(this::carry, "faultline-results");
  private final AtomicLong lost = new AtomicLong();
  private final AtomicBoolean lossLogged = new AtomicBoolean();

  /** One for all: it must not keep the results that wait in the producer from being collected. */
  private final Callback onAnswer = (_, problem) -> answered(problem);

  private volatile boolean closing;
  private volatile boolean impatient;
  private boolean refused;

  /** Of the record before, whose shard is mostly that of the next one too. */
  private RecordKey key = RecordKey.of(new RunId(new UUID(0, 0)), 0);

  /** Was polled, and neither Kafka nor the disk had room for it. */
  private ResultRecord held;

  /**
   * @param spill for this sender alone; empty once the sender is closed
   * @param producer must never block for long, and keep what it took until Kafka has it; closed
   *     with the sender
   * @param onProgressSettled called, on any thread but an event loop, when a progress and with it
   *     all that was offered before it by the same shard is acknowledged, or counted as lost; not
   *     for what still waits when the patience ends
   * @param patience how long {@link #close} waits for Kafka before the rest counts as lost
   */
  public ResultSender(
      ResultBuffer buffer,
      ResultSpill spill,
      Producer<String, ResultRecord> producer,
      Consumer<ShardProgress> onProgressSettled,
      Duration patience) {
    this.buffer = buffer;
    this.spill = spill;
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

  /** Sends what buffer and spill hold, waits until it is acknowledged, and ends. */
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
    if (lost() > 0) {
      LOG.log(Level.ERROR, "{0} results and progress records are lost", lost());
    }
  }

  private void carry() {
    while (!impatient) {
      boolean last = closing;
      boolean idle = !emptyBuffer();
      if (!catchUp()) {
        LockSupport.parkNanos(REFUSED_NANOS);
      } else if (idle && spill.isEmpty()) {
        if (last) {
          return;
        }
        LockSupport.parkNanos(EMPTY_NANOS);
      }
    }
    loseTheRest();
  }

  /** Polls until the buffer is empty or there is no room anywhere; false when nothing moved. */
  private boolean emptyBuffer() {
    boolean moved = false;
    for (ResultRecord next = next(); next != null; next = next()) {
      if (!(spill.isEmpty() && sent(next)) && !spilled(next)) {
        held = next;
        return moved;
      }
      moved = true;
    }
    return moved;
  }

  private ResultRecord next() {
    ResultRecord next = held == null ? buffer.poll() : held;
    held = null;
    return next;
  }

  private boolean spilled(ResultRecord record) {
    try {
      return spill.offer(record);
    } catch (IllegalArgumentException e) {
      lose(1, e.getMessage());
      return true;
    }
  }

  /** Sends what was spilled, for a while; false when Kafka has no room for it. */
  private boolean catchUp() {
    try {
      for (int i = 0; i < TURN && !spill.isEmpty(); i++) {
        if (!sent(spill.peek())) {
          return false;
        }
        spill.remove();
      }
    } catch (UncheckedIOException e) {
      lose(spill.clear(), e.getMessage());
    }
    return true;
  }

  private boolean sent(ResultRecord record) {
    refused = false;
    try {
      Future<RecordMetadata> _ =
          producer.send(
              Topics.RESULTS.record(keyOf(record), record, eventMicros(record)),
              record instanceof ShardProgress progress
                  ? (_, problem) -> answered(progress, problem)
                  : onAnswer);
    } catch (RuntimeException e) {
      lose(1, impatient ? SHUT_DOWN : e.toString());
      if (record instanceof ShardProgress progress) {
        onProgressSettled.accept(progress);
      }
    }
    return !refused;
  }

  private String keyOf(ResultRecord record) {
    if (key.shard() != record.shard() || !key.runId().equals(record.runId())) {
      key = RecordKey.of(record.runId(), record.shard());
    }
    return key.text();
  }

  private void answered(Exception problem) {
    if (problem == null) {
      return;
    }
    if (isRefusal(problem)) {
      refused = true;
    } else {
      lose(1, problem.toString());
    }
  }

  private void answered(ShardProgress progress, Exception problem) {
    answered(problem);
    if (!isRefusal(problem)) {
      onProgressSettled.accept(progress);
    }
  }

  /**
   * The producer reports on this very thread, still within {@code send}, when it has no room or
   * does not know the topic yet; everything that was on its way is reported on its own thread.
   */
  private boolean isRefusal(Exception problem) {
    return problem instanceof RetriableException && Thread.currentThread() == thread;
  }

  private void loseTheRest() {
    long rest = spill.clear();
    for (ResultRecord next = next(); next != null; next = next()) {
      rest++;
    }
    if (rest > 0) {
      lose(rest, SHUT_DOWN);
    }
  }

  private void lose(long records, String reason) {
    lost.addAndGet(records);
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
