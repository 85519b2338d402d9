package dev.faultline.aggregator.window;

import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.result.CompletedRequest;
import dev.faultline.core.result.Outcome;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * What is known so far about one series in one window. Adding results one by one or merging
 * accumulators of any split of them gives the same. Not thread-safe.
 */
@SuppressWarnings("EnumOrdinal") // an array, for this is touched by every result
public final class Accumulator {

  private static final Outcome[] OUTCOMES = Outcome.values();

  private final long[] outcomes = new long[OUTCOMES.length];
  private final StatusCounts statuses;
  private final LatencyHistogram responseTime;
  private final LatencyHistogram serviceTime;
  private long bytesSent;
  private long bytesReceived;
  private long missing;

  public Accumulator() {
    this(new StatusCounts(), new LatencyHistogram(), new LatencyHistogram());
  }

  private Accumulator(
      StatusCounts statuses, LatencyHistogram responseTime, LatencyHistogram serviceTime) {
    this.statuses = statuses;
    this.responseTime = responseTime;
    this.serviceTime = serviceTime;
  }

  /** Counts one result. */
  public void add(CompletedRequest result) {
    outcomes[result.outcome().ordinal()]++;
    statuses.add(result.status());
    responseTime.record(result.responseTimeMicros());
    serviceTime.record(result.serviceTimeMicros());
    bytesSent += result.bytesSent();
    bytesReceived += result.bytesReceived();
  }

  /** Counts results that the sequence numbers prove lost. */
  public void addMissing(long results) {
    missing += results;
  }

  /** Adds all that the other one holds. */
  public void add(Accumulator other) {
    for (int i = 0; i < outcomes.length; i++) {
      outcomes[i] += other.outcomes[i];
    }
    statuses.add(other.statuses);
    responseTime.add(other.responseTime);
    serviceTime.add(other.serviceTime);
    bytesSent += other.bytesSent;
    bytesReceived += other.bytesReceived;
    missing += other.missing;
  }

  /** How many results had each outcome. */
  public Map<Outcome, Long> outcomes() {
    EnumMap<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    for (Outcome outcome : OUTCOMES) {
      counts.put(outcome, outcomes[outcome.ordinal()]);
    }
    return counts;
  }

  /** How many results it holds, whatever their outcome. */
  public long completed() {
    return responseTime.count();
  }

  /** How many results had each protocol status. */
  public SortedMap<Integer, Long> statuses() {
    return statuses.sorted();
  }

  public LatencyHistogram responseTime() {
    return responseTime;
  }

  public LatencyHistogram serviceTime() {
    return serviceTime;
  }

  public long bytesSent() {
    return bytesSent;
  }

  public long bytesReceived() {
    return bytesReceived;
  }

  public long missing() {
    return missing;
  }

  void writeTo(DataOutput out) throws IOException {
    for (long count : outcomes) {
      out.writeLong(count);
    }
    statuses.writeTo(out);
    responseTime.writeTo(out);
    serviceTime.writeTo(out);
    out.writeLong(bytesSent);
    out.writeLong(bytesReceived);
    out.writeLong(missing);
  }

  static Accumulator readFrom(DataInput in) throws IOException {
    long[] outcomes = new long[OUTCOMES.length];
    for (int i = 0; i < outcomes.length; i++) {
      outcomes[i] = in.readLong();
    }
    Accumulator read =
        new Accumulator(
            StatusCounts.readFrom(in),
            LatencyHistogram.readFrom(in),
            LatencyHistogram.readFrom(in));
    System.arraycopy(outcomes, 0, read.outcomes, 0, outcomes.length);
    read.bytesSent = in.readLong();
    read.bytesReceived = in.readLong();
    read.missing = in.readLong();
    return read;
  }
}
