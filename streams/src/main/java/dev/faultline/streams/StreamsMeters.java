package dev.faultline.streams;

import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/**
 * What every service with a topology tells about itself, under the label {@code service}: how far
 * it is behind, what it could not decode, how often it failed. Thread-safe.
 *
 * <p>These are few numbers of our own. Binding all of Kafka's would be some hundred series per
 * stream thread, with generated client ids among the labels.
 */
public final class StreamsMeters {

  private final MeterRegistry registry;
  private final Tags tags;
  private final Counter deadLetters;
  private final EventTimeLag eventTime;

  /**
   * @param service its name, as in {@code faultline_dead_letters_total{service="aggregator"}}
   * @param clock says how far event time is behind now
   */
  public StreamsMeters(MeterRegistry registry, String service, Clock clock) {
    this.registry = registry;
    tags = Tags.of("service", service);
    eventTime = new EventTimeLag(clock);
    deadLetters =
        Counter.builder("faultline.dead.letters")
            .description("Records that could not be decoded")
            .tags(tags)
            .register(registry);
    Gauge.builder("faultline.event.time.lag", eventTime, EventTimeLag::seconds)
        .description("How far the slowest run under way is behind now; 0 without a run")
        .baseUnit("seconds")
        .tags(tags)
        .register(registry);
  }

  /** A record went to the dead letters. */
  public void undecodable() {
    deadLetters.increment();
  }

  /**
   * All of a run was handled up to then.
   *
   * @param watermarkMicros event time, microseconds since the epoch
   */
  public void reached(RunId runId, long watermarkMicros) {
    eventTime.reached(runId, watermarkMicros);
  }

  /** Nothing more is to be expected of the run. */
  public void ended(RunId runId) {
    eventTime.ended(runId);
  }

  /** Shows what the topology's own threads and consumers say. */
  public void watch(StreamsService streams) {
    Gauge.builder("faultline.consumer.lag", streams, StreamsService::lag)
        .description("Records that wait to be read, over all partitions of this instance")
        .baseUnit("records")
        .tags(tags)
        .register(registry);
    FunctionCounter.builder("faultline.stream.failures", streams, StreamsService::failures)
        .description("Stream threads that failed; each was replaced until they were too many")
        .tags(tags)
        .register(registry);
  }
}
