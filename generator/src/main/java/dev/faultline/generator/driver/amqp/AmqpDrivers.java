package dev.faultline.generator.driver.amqp;

import dev.faultline.core.plan.Scenario;
import dev.faultline.core.plan.Target;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.Secrets;
import dev.faultline.generator.scenario.StepDriver;
import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.generator.schedule.EventLoops;
import java.time.Duration;
import java.util.stream.Stream;

/** Drivers for targets with an {@code amqp} address. */
public final class AmqpDrivers {

  private final EventLoops.Loop loop;
  private final Clock clock;
  private final Secrets secrets;

  /**
   * @param loop that the drivers will live on
   * @param secrets that targets are told
   */
  public AmqpDrivers(EventLoops.Loop loop, Clock clock, Secrets secrets) {
    this.secrets = secrets;
    this.loop = loop;
    this.clock = clock;
  }

  /**
   * A driver for a part of the scenario, with its part of the connections. Opens none yet.
   *
   * @throws UnusableTargetException when the generator lacks what the target wants of it
   */
  public StepDriver open(Scenario scenario, Target.Amqp target, Slice slice)
      throws UnusableTargetException {
    Duration longest = scenario.script().longestTimeout();
    Dialer dialer = new Dialer(target, secrets, longest);
    int connections = slice.of(scenario.maxConnections());
    return new AmqpDriver(
        dialer,
        Stream.generate(() -> new Link(dialer, clock)).limit(connections).toList(),
        loop.eventLoop(),
        clock);
  }
}
