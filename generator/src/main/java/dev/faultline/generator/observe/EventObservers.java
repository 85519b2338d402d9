package dev.faultline.generator.observe;

import dev.faultline.core.plan.Observation;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.Secrets;
import dev.faultline.generator.observe.amqp.QueueObserver;
import dev.faultline.generator.observe.callback.CallbackEndpoints;
import dev.faultline.generator.observe.kafka.TopicObserver;
import dev.faultline.generator.observe.redis.ChannelObserver;
import dev.faultline.generator.scenario.Observer;
import dev.faultline.generator.scenario.Observers;
import dev.faultline.generator.scenario.Sights;
import dev.faultline.generator.scenario.UnusableTargetException;

/** The observers of a generator, by where they watch. */
public final class EventObservers implements Observers, AutoCloseable {

  private final CallbackEndpoints callbacks = new CallbackEndpoints();
  private final Clock clock;
  private final Secrets secrets;

  /**
   * @param secrets that targets are told
   */
  public EventObservers(Clock clock, Secrets secrets) {
    this.clock = clock;
    this.secrets = secrets;
  }

  @Override
  public Observer open(Observation observation, Sights sights) throws UnusableTargetException {
    return switch (observation) {
      case Observation.Callback callback -> callbacks.open(callback, sights);
      case Observation.KafkaTopic topic -> TopicObserver.open(topic, sights, clock, secrets);
      case Observation.AmqpQueue queue -> QueueObserver.open(queue, sights, clock, secrets);
      case Observation.RedisChannel channel ->
          ChannelObserver.open(channel, sights, clock, secrets);
      case Observation.OfStep _ -> Observer.NOBODY;
    };
  }

  @Override
  public void close() {
    callbacks.close();
  }
}
