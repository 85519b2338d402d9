package dev.faultline.generator.scenario;

import dev.faultline.core.plan.Scenario;
import dev.faultline.core.plan.Step;
import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.result.ScenarioProgress;
import dev.faultline.core.time.Durations;
import dev.faultline.generator.schedule.LoopTimer;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Starts an iteration of a scenario for each arrival, or drops the arrival when too many are in
 * flight, and keeps count: due = started + dropped always holds. Of a scenario whose load is cut
 * into shards it has the shard's part of the limit. Lives on one event loop.
 */
public final class ScenarioRunner implements AutoCloseable {

  private final Scenario scenario;
  private final int maxInFlight;
  private final List<String> measuredSteps;
  private final StepDriver driver;
  private final List<Action> actions;
  private final LoopTimer timer;
  private final ResultListener results;
  private final InFlight inFlight = new InFlight();
  private long due;
  private long started;
  private long dropped;
  private boolean goesOn = true;

  /**
   * @param slice which part of the scenario's load this is
   * @param driver speaks with the scenario's target; closed together with the runner
   * @throws UnusableTargetException when one of the steps cannot be done; the driver is closed then
   */
  public ScenarioRunner(
      Scenario scenario, Slice slice, StepDriver driver, LoopTimer timer, ResultListener results)
      throws UnusableTargetException {
    this.scenario = scenario;
    this.maxInFlight = slice.of(scenario.maxInFlight());
    this.measuredSteps = scenario.measuredSteps();
    this.driver = driver;
    this.actions = actions(scenario, driver);
    this.timer = timer;
    this.results = results;
  }

  private static List<Action> actions(Scenario scenario, StepDriver driver)
      throws UnusableTargetException {
    try {
      return Action.of(scenario.steps(), driver);
    } catch (UnusableTargetException e) {
      driver.close();
      throw e;
    }
  }

  /** When the scenario's iterations are to begin. */
  public LoadProfile load() {
    return scenario.load();
  }

  /**
   * The arrival that was due at that time has come, perhaps late.
   *
   * @param onEnded told of the end of its iteration; of nothing when it is dropped
   */
  public void arrive(long dueMicros, IterationListener onEnded) {
    due++;
    if (inFlight.size() >= maxInFlight) {
      dropped++;
      return;
    }
    started++;
    Iteration iteration = new Iteration(this, dueMicros, onEnded);
    inFlight.add(iteration);
    iteration.proceed();
  }

  /** Iterations end with the request they are at, those that only think end now. */
  public void stop() {
    goesOn = false;
    inFlight.forEach(Iteration::endIfThinking);
  }

  /** Besides, requests that have not been sent yet never will be: they end as timeouts. */
  public void giveUpWaiting() {
    stop();
    driver.giveUpWaiting();
  }

  /** Iterations running now. */
  public int inFlight() {
    return inFlight.size();
  }

  /**
   * Counts so far.
   *
   * @param atMicros later than every arrival that has come, microseconds since the epoch
   */
  public ScenarioProgress progress(long atMicros) {
    int running = inFlight.size();
    return new ScenarioProgress(
        scenario.name(),
        measuredSteps,
        due,
        started,
        started - running,
        dropped,
        running,
        inFlight.longestWaitMicros(atMicros));
  }

  /** The longest that one request can take once it is sent. */
  public long longestRequestMicros() {
    return requestTimeouts().max().orElse(0);
  }

  /** The longest that an iteration takes that never waits for a connection. */
  public long longestIterationMicros() {
    long thinking =
        actions.stream()
            .mapToLong(action -> action instanceof Action.Think think ? think.micros() : 0)
            .sum();
    return thinking + requestTimeouts().sum();
  }

  private LongStream requestTimeouts() {
    return scenario.steps().stream()
        .filter(Step.Measured.class::isInstance)
        .map(Step.Measured.class::cast)
        .mapToLong(step -> Durations.micros(step.timeout()));
  }

  @Override
  public void close() {
    driver.close();
  }

  List<Action> actions() {
    return actions;
  }

  LoopTimer timer() {
    return timer;
  }

  boolean goesOn() {
    return goesOn;
  }

  void measured(String step, long intendedMicros, Measurement measurement) {
    results.measured(scenario.name(), step, intendedMicros, measurement);
  }

  void ended(Iteration iteration) {
    inFlight.remove(iteration);
  }
}
