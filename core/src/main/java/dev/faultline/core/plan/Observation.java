package dev.faultline.core.plan;

import dev.faultline.core.check.Capture;
import java.net.InetSocketAddress;

/** Where the delivery of events can be observed. */
public sealed interface Observation {

  /** Whether every generator sees all of it, so that each finds there what it has published. */
  boolean isSeenByAll();

  /**
   * Somebody calls an HTTP endpoint that the generator opens.
   *
   * @param listen where, not resolved
   * @param path begins with a slash
   * @param id where in a call its events' ids are
   */
  record Callback(InetSocketAddress listen, String path, Capture id) implements Observation {

    @Override
    public boolean isSeenByAll() {
      return false;
    }
  }

  /**
   * Records appear on a topic of Kafka.
   *
   * @param id where in a record its event's id is
   */
  record KafkaTopic(Target.Kafka target, String topic, Capture id) implements Observation {

    @Override
    public boolean isSeenByAll() {
      return true;
    }
  }

  /**
   * Messages arrive in a queue, out of which they are taken.
   *
   * @param id where in a message its event's id is
   */
  record AmqpQueue(Target.Amqp target, String queue, Capture id) implements Observation {

    @Override
    public boolean isSeenByAll() {
      return false;
    }
  }

  /**
   * Messages are published on a channel of a Redis.
   *
   * @param id where in a message its event's id is; never in a header
   */
  record RedisChannel(Target.Redis target, String channel, Capture id) implements Observation {

    @Override
    public boolean isSeenByAll() {
      return true;
    }
  }

  /**
   * A later step of the iteration is answered as expected.
   *
   * @param step one that usually is sent until that is so
   */
  record OfStep(String step) implements Observation {

    @Override
    public boolean isSeenByAll() {
      return true;
    }
  }
}
