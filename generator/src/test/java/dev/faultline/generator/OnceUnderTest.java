package dev.faultline.generator;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.plan.PlanFiles;
import dev.faultline.core.plan.PlanOutcome;
import dev.faultline.core.plan.PlanReader;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.ProtocolDrivers;
import dev.faultline.generator.driver.Secrets;
import dev.faultline.generator.scenario.ScenarioRunner;
import dev.faultline.generator.schedule.EventLoops;
import dev.faultline.generator.schedule.Idle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Sets a plan up, and tears it down when closed. */
final class OnceUnderTest implements AutoCloseable {

  private final AtomicReference<Throwable> defect = new AtomicReference<>();
  private final PlanSource source;
  private final PlanFiles files;
  private final EventLoops loops;
  private final OnceSteps steps;
  private Plan plan;

  OnceUnderTest(PlanSource source, PlanFiles files, Secrets secrets) {
    this.source = source;
    this.files = files;
    this.plan = read(source);
    Clock clock = Clock.system();
    loops = new EventLoops(1, clock, Idle.HYBRID, defect::set);
    EventLoops.Loop loop = loops.next();
    ProtocolDrivers drivers = new ProtocolDrivers(loop, clock, secrets);
    steps =
        new OncePerRunSteps(
            loop.eventLoop(),
            (its, scenario, results) ->
                new ScenarioRunner(
                    scenario,
                    Slice.WHOLE,
                    drivers.open(
                        scenario, its.target(scenario.target()).orElseThrow(), Slice.WHOLE),
                    secrets.values(scenario.script().secrets()),
                    loop.timer(),
                    results));
  }

  /** The plan, which knows what was captured. */
  Plan setUp() throws Exception {
    OnceSteps.SetUpEnd end = steps.setUp(plan).get(20, TimeUnit.SECONDS);
    if (end.failure().isPresent()) {
      throw new AssertionError(end.failure().get());
    }
    plan = read(source.withCaptured(end.captured()));
    return plan;
  }

  private Plan read(PlanSource read) {
    return switch (PlanReader.read(read, files)) {
      case PlanOutcome.Valid(Plan valid) -> valid;
      case PlanOutcome.Invalid(var problems) -> throw new AssertionError("not valid: " + problems);
    };
  }

  @Override
  public void close() throws Exception {
    steps.tearDown(plan).get(20, TimeUnit.SECONDS);
    loops.close();
    if (defect.get() != null) {
      throw new AssertionError("the event loop failed", defect.get());
    }
  }
}
