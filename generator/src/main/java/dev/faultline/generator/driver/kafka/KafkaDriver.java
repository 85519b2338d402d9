package dev.faultline.generator.driver.kafka;

import dev.faultline.core.plan.KafkaProduce;
import dev.faultline.core.plan.Step;
import dev.faultline.core.plan.Target;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.message.Mailbox;
import dev.faultline.generator.scenario.PreparedRequest;
import dev.faultline.generator.scenario.StepDriver;
import dev.faultline.generator.scenario.UnusableTargetException;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Produces with a producer of its own, and reads the topics where its records are to come out. */
final class KafkaDriver implements StepDriver {

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final Target.Kafka target;
  private final ClientSettings settings;
  private final KnownTopics topics;
  private final Duration patience;
  private final EventLoop loop;
  private final Clock clock;
  private final Producer<byte[], byte[]> producer;
  private final Map<String, Mailbox> mailboxes = new HashMap<>();
  private final Map<String, KafkaSubscription> subscriptions = new HashMap<>();

  /**
   * @param longest timeout of a step
   * @param patience how long the target may take to tell of a topic
   */
  KafkaDriver(
      Target.Kafka target,
      ClientSettings settings,
      KnownTopics topics,
      Duration longest,
      Duration patience,
      EventLoop loop,
      Clock clock) {
    this.target = target;
    this.settings = settings;
    this.topics = topics;
    this.patience = patience;
    this.loop = loop;
    this.clock = clock;
    this.producer =
        new KafkaProducer<>(
            settings.producer(longest), new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public PreparedRequest prepare(Step.Measured step) throws UnusableTargetException {
    if (!(step instanceof KafkaProduce produce)) {
      throw UnusableTargetException.notAsked(step, target);
    }
    topics.partitions(target, settings, produce.topic());
    awaitKnown(produce.topic());
    Optional<Mailbox> deliveries = Optional.empty();
    if (produce.delivery().isPresent()) {
      deliveries = Optional.of(deliveries(produce.delivery().get().topic()));
    }
    return new ProducedRecord(produce, producer, deliveries, loop, clock);
  }

  /** A producer that does not block has to know a topic before the first record. */
  private void awaitKnown(String topic) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!isKnown(topic) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private boolean isKnown(String topic) {
    try {
      return !producer.partitionsFor(topic).isEmpty();
    } catch (TimeoutException _) {
      return false; // asked for, and not told yet
    }
  }

  private Mailbox deliveries(String topic) throws UnusableTargetException {
    Mailbox before = mailboxes.get(topic);
    if (before != null) {
      return before;
    }
    List<TopicPartition> partitions = topics.partitions(target, settings, topic);
    Mailbox mailbox = new Mailbox(0);
    subscriptions.put(
        topic,
        KafkaSubscription.open(
            settings,
            partitions,
            patience,
            clock,
            messages -> messages.forEach(message -> mailbox.arrive(message, () -> {}))));
    mailboxes.put(topic, mailbox);
    return mailbox;
  }

  /** Nothing waits here: records are with the producer as soon as they are wanted. */
  @Override
  public void giveUpWaiting() {}

  /** Kafka's clients wait for their threads when they are closed, and event loops do not. */
  @Override
  public void close() {
    subscriptions.values().forEach(KafkaSubscription::close);
    Thread.ofVirtual().name("faultline-kafka-close").start(() -> producer.close(Duration.ZERO));
  }
}
