package dev.faultline.generator;

import dev.faultline.core.expression.Values;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.plan.Scenario;
import dev.faultline.core.result.Outcome;
import dev.faultline.generator.scenario.Measurement;
import dev.faultline.generator.scenario.ResultListener;
import dev.faultline.generator.scenario.ScenarioRunner;
import dev.faultline.generator.scenario.UnusableTargetException;
import io.netty.channel.EventLoop;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Does them as single iterations on an event loop. They are not measured: what they take says
 * nothing about the target under load. Whoever waits for them does so on a virtual thread.
 */
final class OncePerRunSteps implements OnceSteps {

  private static final System.Logger LOG = System.getLogger(OncePerRunSteps.class.getName());

  /** An iteration ends by itself, since all that it waits for has its timeout. */
  private static final long GRACE_MICROS = TimeUnit.SECONDS.toMicros(10);

  /** As each event of the run carries what was captured. */
  private static final int MAX_CHARACTERS = 10_000;

  private final EventLoop loop;
  private final Runners runners;
  private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Makes those whose iterations do something once. */
  @FunctionalInterface
  interface Runners {

    /** May ask the target what it understands. */
    ScenarioRunner open(Plan plan, Scenario scenario, ResultListener results)
        throws UnusableTargetException;
  }

  /**
   * @param loop that the runners live on
   */
  OncePerRunSteps(EventLoop loop, Runners runners) {
    this.loop = loop;
    this.runners = runners;
  }

  /**
   * How an iteration went.
   *
   * @param values what it knew at its end
   * @param failure the first of its steps that failed, and why
   */
  private record Pass(Values values, Optional<String> failure) {}

  @Override
  public CompletableFuture<SetUpEnd> setUp(Plan plan) {
    return CompletableFuture.supplyAsync(() -> setUpAll(plan), threads);
  }

  private SetUpEnd setUpAll(Plan plan) {
    Map<String, Map<String, String>> captured = new TreeMap<>();
    for (Scenario scenario : plan.scenarios()) {
      if (!scenario.script().once().setUp().isEmpty()) {
        Optional<String> failure = setUp(plan, scenario, captured);
        if (failure.isPresent()) {
          return new SetUpEnd(captured, failure);
        }
      }
    }
    return new SetUpEnd(captured, Optional.empty());
  }

  private Optional<String> setUp(
      Plan plan, Scenario scenario, Map<String, Map<String, String>> captured) {
    try {
      Pass pass = pass(plan, scenario.setUp());
      Map<String, String> its = new HashMap<>();
      scenario
          .script()
          .once()
          .slots()
          .forEach(
              (name, slot) -> {
                String value = pass.values().captured(slot);
                if (value != null) {
                  its.put(name, value);
                }
              });
      if (its.values().stream().mapToInt(String::length).sum() > MAX_CHARACTERS) {
        return Optional.of(
            failed(
                scenario,
                "it captures more than the %d characters that travel with a plan"
                    .formatted(MAX_CHARACTERS)));
      }
      captured.put(scenario.name(), its);
      return pass.failure().map(why -> failed(scenario, why));
    } catch (UnusableTargetException | TimeoutException e) {
      return Optional.of(failed(scenario, e.getMessage()));
    }
  }

  private static String failed(Scenario scenario, String why) {
    return "the setup of scenario '%s' failed: %s".formatted(scenario.name(), why);
  }

  @Override
  public CompletableFuture<Void> tearDown(Plan plan) {
    return CompletableFuture.runAsync(
        () -> plan.scenarios().reversed().forEach(scenario -> tearDown(plan, scenario)), threads);
  }

  private void tearDown(Plan plan, Scenario scenario) {
    if (scenario.script().once().tearDown().isEmpty()) {
      return;
    }
    try {
      pass(plan, scenario.tearDown()).failure().ifPresent(why -> tell(plan, scenario, why));
    } catch (UnusableTargetException | TimeoutException e) {
      tell(plan, scenario, e.getMessage());
    }
  }

  private static void tell(Plan plan, Scenario scenario, String why) {
    LOG.log(
        Level.WARNING,
        "The teardown of scenario ''{0}'' of plan ''{1}'' failed: {2}",
        scenario.name(),
        plan.name(),
        why);
  }

  private Pass pass(Plan plan, Scenario scenario) throws UnusableTargetException, TimeoutException {
    CompletableFuture<Pass> ended = new CompletableFuture<>();
    FirstFailure failure = new FirstFailure();
    ScenarioRunner runner = runners.open(plan, scenario, failure);
    loop.execute(
        () -> {
          Values values = runner.values();
          runner.once(values, (_, _, _) -> ended.complete(new Pass(values, failure.told())));
        });
    try {
      return ended.get(runner.longestIterationMicros() + GRACE_MICROS, TimeUnit.MICROSECONDS);
    } catch (TimeoutException e) {
      loop.execute(runner::giveUpWaiting);
      throw new TimeoutException("it does not come to its end");
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("nobody interrupts it, and it only ends well", e);
    } finally {
      loop.execute(runner::close);
    }
  }

  /** Remembers the first step that failed. On the event loop only. */
  private static final class FirstFailure implements ResultListener {

    private String failure = "";

    @Override
    public void measured(
        String scenario, String step, long intendedStartMicros, Measurement measurement) {
      if (failure.isEmpty() && !measurement.outcome().successful()) {
        failure = "step '%s' %s".formatted(step, why(measurement));
      }
    }

    private static String why(Measurement measurement) {
      if (measurement.outcome() != Outcome.CHECK_FAILED) {
        return "was not answered (%s)".formatted(measurement.error());
      }
      return measurement.error().isEmpty()
          ? "was answered with status %d".formatted(measurement.status())
          : "was answered with status %d (%s)".formatted(measurement.status(), measurement.error());
    }

    Optional<String> told() {
      return Optional.of(failure).filter(why -> !why.isEmpty());
    }
  }
}
