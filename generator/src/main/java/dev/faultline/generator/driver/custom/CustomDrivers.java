package dev.faultline.generator.driver.custom;

import dev.faultline.core.plan.Scenario;
import dev.faultline.core.plan.Target;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.scenario.StepDriver;
import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.generator.schedule.EventLoops;
import java.time.Duration;

/** Drivers for targets that are code in a {@code java} jar. */
public final class CustomDrivers implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final EventLoops.Loop loop;
  private final Clock clock;
  private final Closings closings = new Closings();

  /**
   * @param loop that the drivers will live on
   */
  public CustomDrivers(EventLoops.Loop loop, Clock clock) {
    this.loop = loop;
    this.clock = clock;
  }

  /**
   * A driver for a part of the scenario, which executes as many at once as it has connections.
   * Loads the jar, and sets nothing up yet.
   *
   * @throws UnusableTargetException when the jar is missing, or another one than the plan wants
   */
  public StepDriver open(Scenario scenario, Target.Custom target, Slice slice)
      throws UnusableTargetException {
    return new CustomDriver(
        target,
        ScenarioJar.open(target),
        new Places(slice.of(scenario.maxConnections())),
        PATIENCE,
        closings,
        loop.eventLoop(),
        clock);
  }

  /** Waits for the teardowns of drivers that were closed; none takes longer than it may. */
  @Override
  public void close() {
    closings.await();
  }
}
