package dev.faultline.generator;

import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.ShardEvent;
import dev.faultline.core.time.Clock;
import dev.faultline.schemas.KafkaSettings;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.Producer;

/**
 * One of the generators that share the load of all runs: a member of their group, which speaks for
 * the runs and carries the shards that Kafka gives to it. On one thread.
 */
final class Member implements ShardSubscription.Reader {

  /** Long enough for requests with a timeout of ten seconds, and shorter than a pod is given. */
  private static final Duration HAND_OVER_PATIENCE = Duration.ofSeconds(30);

  private final RunSubscription runs;
  private final ShardSubscription shards;
  private final RunProtocol protocol;
  private final Carrier carrier;
  private boolean caughtUp;

  /**
   * Waits for Kafka.
   *
   * @param once does what is done once per run
   * @param shardCount into how many shards the load of a run is cut, where its plan allows
   * @param prepareTimeout how long the chaos-injector is waited for
   */
  Member(
      KafkaSettings kafka,
      Clock clock,
      Load.Source loads,
      OnceSteps once,
      Producer<String, RunEvent> runProducer,
      Producer<String, ShardEvent> shardProducer,
      int shardCount,
      Duration prepareTimeout,
      Runnable onTakeOver) {
    runs = RunSubscription.open(kafka, clock);
    shards = new ShardSubscription(kafka, this);
    RunPublisher runPublisher = RunPublisher.to(runProducer);
    TearDowns tearDowns = new TearDowns(once, clock);
    carrier =
        new Carrier(
            "generator-" + UUID.randomUUID(),
            clock,
            loads,
            ShardPublisher.to(shardProducer, shards.partitions()),
            runPublisher,
            shards::owns,
            shards::isMember,
            onTakeOver,
            tearDowns);
    protocol =
        new RunProtocol(
            clock,
            loads,
            new SetUps(once, tearDowns),
            runPublisher,
            carrier,
            runId -> shards.owns(new ShardKey(runId, 0)),
            shardCount,
            prepareTimeout);
  }

  /** Does what is due; waits a little for something to come. */
  void proceed() {
    protocol.received(runs.poll());
    caughtUp = caughtUp || runs.caughtUp();
    if (caughtUp) {
      shards.poll();
      protocol.proceed();
      carrier.proceed();
    }
  }

  /** Whether there is nobody who could go on with what is carried here. */
  boolean alone() {
    return shards.ownsAll();
  }

  /** Ends all runs early; their loads come to their end soon. */
  void stopAll(String reason) {
    protocol.abortAll(reason);
    carrier.stopAll();
  }

  /** The loads of all runs have ended, and no other generator is there. */
  void tearDownAll() {
    carrier.tearDownAll();
  }

  /** Says of all runs that they ended without a verdict. */
  void abortAll(String reason) {
    protocol.abortAll(reason);
    carrier.abortAll(reason);
  }

  /** Gives up all loads as they are: whoever comes next takes them for those of a dead one. */
  void abandonAll() {
    carrier.lose(_ -> true);
  }

  /** Hands over what is still carried, and leaves the group: without that, others would wait. */
  void leave() {
    carrier.tellEnds();
    carrier.handOver(_ -> true, HAND_OVER_PATIENCE);
    shards.close();
    runs.close();
  }

  @Override
  public void received(ShardEvent event) {
    carrier.received(event);
  }

  @Override
  public void forgotten(ShardKey shard) {
    carrier.forgotten(shard);
  }

  @Override
  public void forgotten(Predicate<ShardKey> unread) {
    carrier.forgotten(unread);
  }

  @Override
  public void handOver(Predicate<ShardKey> leaving) {
    carrier.handOver(leaving, HAND_OVER_PATIENCE);
  }

  @Override
  public void lose(Predicate<ShardKey> lost) {
    carrier.lose(lost);
  }
}
