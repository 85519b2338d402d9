package dev.faultline.generator.observe.kafka;

import dev.faultline.core.plan.Observation;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.Secrets;
import dev.faultline.generator.driver.kafka.KafkaSubscription;
import dev.faultline.generator.driver.message.Message;
import dev.faultline.generator.scenario.Observer;
import dev.faultline.generator.scenario.Sights;
import dev.faultline.generator.scenario.UnusableTargetException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;

/**
 * Reads all partitions of a topic from where they end when it is opened, in no consumer group, on a
 * thread of its own. What was committed counts, as for most who read a topic. A broker that is away
 * is waited for; one that refuses is not, because nobody knows what it would have shown.
 */
public final class TopicObserver implements KafkaSubscription.Listener {

  private static final System.Logger LOG = System.getLogger(TopicObserver.class.getName());

  private final Observation.KafkaTopic topic;
  private final Sights sights;
  private boolean blind;

  private TopicObserver(Observation.KafkaTopic topic, Sights sights) {
    this.topic = topic;
    this.sights = sights;
  }

  /**
   * Begins to read; what is written from now on is seen.
   *
   * @throws UnusableTargetException when there is no such topic, or no Kafka
   */
  public static Observer open(
      Observation.KafkaTopic topic, Sights sights, Clock clock, Secrets secrets)
      throws UnusableTargetException {
    KafkaSubscription subscription =
        KafkaSubscription.open(
            topic.target(), topic.topic(), secrets, clock, new TopicObserver(topic, sights));
    return subscription::close;
  }

  @Override
  public void arrived(List<Message> messages) {
    List<String> ids =
        messages.stream().flatMap(message -> topic.id().all(message.answer()).stream()).toList();
    if (ids.isEmpty()) {
      return;
    }
    try {
      sights.seen(ids).toCompletableFuture().join();
    } catch (RejectedExecutionException | CompletionException e) {
      LOG.log(Level.DEBUG, "Nobody wants to know of the topic any longer", e);
    }
  }

  @Override
  public void failed(String reason) {
    if (!blind) {
      blind = true;
      LOG.log(Level.ERROR, "The topic {0} cannot be observed: {1}", topic.topic(), reason);
      sights.blinded();
    }
  }
}
