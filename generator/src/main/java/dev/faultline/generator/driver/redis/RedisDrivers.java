package dev.faultline.generator.driver.redis;

import dev.faultline.core.plan.Scenario;
import dev.faultline.core.plan.Target;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.Secrets;
import dev.faultline.generator.scenario.StepDriver;
import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.generator.schedule.EventLoops;

/** Drivers for targets with a {@code redis} address. Names are resolved once, when asked. */
public final class RedisDrivers {

  private final Openers openers;
  private final Clock clock;

  /**
   * @param loop that the drivers will live on
   * @param secrets that targets are told
   */
  public RedisDrivers(EventLoops.Loop loop, Clock clock, Secrets secrets) {
    this.openers = new Openers(loop.bootstrap(), loop.eventLoop(), clock, secrets);
    this.clock = clock;
  }

  /**
   * A driver for a part of the scenario, with its part of the connections. Opens none.
   *
   * @throws UnusableTargetException when the target cannot be addressed at all, or something that
   *     it has to be told or shown is not there
   */
  public StepDriver open(Scenario scenario, Target.Redis target, Slice slice)
      throws UnusableTargetException {
    Opener opener = openers.opener(target, scenario.script().longestTimeout());
    int connections = slice.of(scenario.maxConnections());
    return new RedisDriver(target, opener, new Lines(opener, connections), clock);
  }
}
