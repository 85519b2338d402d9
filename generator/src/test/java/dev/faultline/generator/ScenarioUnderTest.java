package dev.faultline.generator;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.plan.PlanOutcome;
import dev.faultline.core.plan.PlanReader;
import dev.faultline.core.plan.Scenario;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.ProtocolDrivers;
import dev.faultline.generator.driver.Secrets;
import dev.faultline.generator.scenario.Measurement;
import dev.faultline.generator.scenario.ScenarioRunner;
import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.generator.schedule.EventLoops;
import dev.faultline.generator.schedule.Idle;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** The first scenario of a plan, its iterations begun by hand, over real connections. */
final class ScenarioUnderTest implements AutoCloseable {

  private final AtomicReference<Throwable> defect = new AtomicReference<>();
  private final List<Result> results = new CopyOnWriteArrayList<>();
  private final EventLoops loops;
  private final EventLoops.Loop loop;
  private final ScenarioRunner runner;

  /** What was measured of a step. */
  record Result(String step, long intendedMicros, Measurement measurement) {

    Outcome outcome() {
      return measurement.outcome();
    }

    long serviceMicros() {
      return measurement.completedMicros() - measurement.sentMicros();
    }

    /** When it was sent. */
    long sentMicros() {
      return measurement.sentMicros();
    }
  }

  ScenarioUnderTest(TargetUnderTest target, String steps) throws UnusableTargetException {
    this(plan(target, steps), Slice.WHOLE);
  }

  ScenarioUnderTest(Plan plan, Slice slice) throws UnusableTargetException {
    this(plan, slice, new Secrets(Map.of()));
  }

  ScenarioUnderTest(Plan plan, Slice slice, Secrets secrets) throws UnusableTargetException {
    Clock clock = Clock.system();
    loops = new EventLoops(1, clock, Idle.HYBRID, defect::set);
    loop = loops.next();
    Scenario scenario = plan.scenarios().getFirst();
    runner =
        new ScenarioRunner(
            scenario,
            slice,
            new ProtocolDrivers(loop, clock, secrets)
                .open(scenario, plan.target(scenario.target()).orElseThrow(), slice),
            secrets.values(scenario.script().secrets()),
            loop.timer(),
            (_, step, intended, measured) -> results.add(new Result(step, intended, measured)));
  }

  /** A plan whose only scenario has those steps, which are not indented. */
  static Plan plan(TargetUnderTest target, String steps) {
    return plan(
        """
        name: small
        targets: { shop: { http: '%s' } }
        scenarios:
          buy:
            target: shop
            load: { stages: [constant: { rate: 1, duration: 1s }] }
            steps:
        """
                .formatted(target.address())
            + steps.indent(6));
  }

  static Plan plan(String yaml) {
    return switch (PlanReader.read(new PlanSource("plan.yaml", yaml, Map.of()))) {
      case PlanOutcome.Valid(Plan plan) -> plan;
      case PlanOutcome.Invalid(var problems) -> throw new AssertionError("not valid: " + problems);
    };
  }

  /** Does one iteration and waits for its end. */
  void iterate() throws Exception {
    begin().get(20, TimeUnit.SECONDS);
  }

  /** Begins an iteration; completed with whether the target answered all of it. */
  CompletableFuture<Boolean> begin() {
    return begin(1).getFirst();
  }

  /** Begins so many at the same time. */
  List<CompletableFuture<Boolean>> begin(int iterations) {
    List<CompletableFuture<Boolean>> all =
        Stream.generate(CompletableFuture<Boolean>::new).limit(iterations).toList();
    loop.eventLoop()
        .execute(
            () -> {
              long dueMicros = loop.timer().nowMicros();
              all.forEach(
                  ended -> runner.arrive(dueMicros, (_, _, answered) -> ended.complete(answered)));
            });
    return all;
  }

  void stop() {
    loop.eventLoop().execute(runner::stop);
  }

  /** What was measured so far. */
  List<Result> results() {
    return results;
  }

  @Override
  public void close() {
    loop.eventLoop().submit(runner::close).awaitUninterruptibly(5, TimeUnit.SECONDS);
    loops.close();
    if (defect.get() != null) {
      throw new AssertionError("the event loop failed", defect.get());
    }
  }
}
