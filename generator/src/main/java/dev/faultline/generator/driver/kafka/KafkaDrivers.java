package dev.faultline.generator.driver.kafka;

import dev.faultline.core.plan.Scenario;
import dev.faultline.core.plan.Target;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.Secrets;
import dev.faultline.generator.scenario.StepDriver;
import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.generator.schedule.EventLoops;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;

/** Drivers for targets with {@code kafka} brokers. */
public final class KafkaDrivers {

  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final EventLoops.Loop loop;
  private final Clock clock;
  private final Secrets secrets;
  private final KnownTopics topics = new KnownTopics(PATIENCE);

  /**
   * @param loop that the drivers will live on
   * @param secrets that targets are told
   */
  public KafkaDrivers(EventLoops.Loop loop, Clock clock, Secrets secrets) {
    this.secrets = secrets;
    this.loop = loop;
    this.clock = clock;
  }

  /**
   * A driver for a part of the scenario, with a producer of its own.
   *
   * @throws UnusableTargetException when the generator lacks what the target wants of it
   */
  public StepDriver open(Scenario scenario, Target.Kafka target) throws UnusableTargetException {
    Duration longest = scenario.script().longestTimeout();
    try {
      return new KafkaDriver(
          target,
          new ClientSettings(target, secrets),
          topics,
          longest,
          PATIENCE,
          loop.eventLoop(),
          clock);
    } catch (KafkaException e) {
      throw new UnusableTargetException(
          "target '%s': %s: %s".formatted(target.name(), target.brokers(), KnownTopics.reason(e)));
    }
  }
}
