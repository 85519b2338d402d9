package dev.faultline.generator.scenario;

import dev.faultline.core.expression.ValueSource;
import dev.faultline.core.expression.Values;
import dev.faultline.core.plan.Scenario;
import dev.faultline.core.plan.Script;
import dev.faultline.core.plan.Step;
import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.result.ScenarioProgress;
import dev.faultline.core.secret.SecretValues;
import dev.faultline.core.time.Durations;
import dev.faultline.generator.schedule.LoopTimer;
import java.util.List;
import java.util.Optional;

/**
 * Starts an iteration of a scenario for each arrival, or drops the arrival when too many are in
 * flight, and keeps count: due = started + dropped always holds. Of a scenario whose load is cut
 * into shards it has the shard's part of the limit. Lives on one event loop.
 */
public final class ScenarioRunner implements AutoCloseable {

  private final Scenario scenario;
  private final int maxInFlight;
  private final List<String> measuredSteps;
  private final Script script;
  private final ValueSource values;
  private final boolean fixed;
  private final StepDriver driver;
  private final Program program;
  private final Program cleanUp;
  private final LoopTimer timer;
  private final ResultListener results;
  private final Optional<Publications> publications;
  private final InFlight inFlight = new InFlight();
  private long firstNumber;
  private long due;
  private long started;
  private long dropped;
  private boolean goesOn = true;
  private boolean waits = true;

  /**
   * @param slice which part of the scenario's load this is
   * @param driver speaks with the scenario's target; closed together with the runner
   * @param secrets that the steps' expressions take
   * @param publications the events that its iterations publish; closed together with the runner
   * @throws UnusableTargetException when one of the steps cannot be done; what is closed together
   *     with the runner is closed then
   */
  public ScenarioRunner(
      Scenario scenario,
      Slice slice,
      StepDriver driver,
      SecretValues secrets,
      LoopTimer timer,
      ResultListener results,
      Optional<Publications> publications)
      throws UnusableTargetException {
    this.scenario = scenario;
    this.maxInFlight = slice.of(scenario.maxInFlight());
    this.measuredSteps = scenario.measuredSteps();
    this.script = scenario.script();
    this.values = scenario.values(slice, timer::nowMicros, secrets);
    this.fixed = script.isFixed();
    this.driver = driver;
    this.timer = timer;
    this.results = results;
    this.publications = publications;
    this.program = program(script.steps());
    this.cleanUp = program(script.cleanUp());
  }

  /** For a scenario without events whose delivery matters. */
  public ScenarioRunner(
      Scenario scenario,
      Slice slice,
      StepDriver driver,
      SecretValues secrets,
      LoopTimer timer,
      ResultListener results)
      throws UnusableTargetException {
    this(scenario, slice, driver, secrets, timer, results, Optional.empty());
  }

  /** For one whose expressions take no secrets either. */
  public ScenarioRunner(
      Scenario scenario, Slice slice, StepDriver driver, LoopTimer timer, ResultListener results)
      throws UnusableTargetException {
    this(scenario, slice, driver, SecretValues.NONE, timer, results);
  }

  private Program program(List<Step> steps) throws UnusableTargetException {
    try {
      return Program.of(steps, driver, this);
    } catch (UnusableTargetException e) {
      close();
      throw e;
    }
  }

  /** The scenario's. */
  public String name() {
    return scenario.name();
  }

  /** When the scenario's iterations are to begin. */
  public LoadProfile load() {
    return scenario.load();
  }

  /**
   * Numbers its iterations from there on, before the first: a generator that takes a shard over
   * goes on where the one before it stopped, as far as that is known.
   */
  public void numberFrom(long first) {
    firstNumber = first;
  }

  /**
   * The arrival that was due at that time has come, perhaps late.
   *
   * @param onEnded told of the end of its iteration; of nothing when it is dropped
   */
  public void arrive(long dueMicros, IterationListener onEnded) {
    long number = firstNumber + due;
    due++;
    if (inFlight.size() >= maxInFlight) {
      dropped++;
      return;
    }
    started++;
    Values its = fixed ? Values.NONE : values.iteration(number);
    Iteration iteration = new Iteration(this, its, dueMicros, onEnded);
    inFlight.add(iteration);
    iteration.proceed();
  }

  /** Values for one iteration that nobody counts. */
  public Values values() {
    return values.iteration(0);
  }

  /** One iteration that nobody counts, now. */
  public void once(Values its, IterationListener onEnded) {
    Iteration iteration = new Iteration(this, its, timer.nowMicros(), onEnded);
    inFlight.add(iteration);
    iteration.proceed();
  }

  /**
   * Iterations end with the request they are at, those that only think end now; what has to be
   * cleaned up is.
   */
  public void stop() {
    goesOn = false;
    driver.stop();
    inFlight.forEach(Iteration::endThinking);
  }

  /** Besides, requests that have not been sent yet never will be, and nothing is cleaned up. */
  public void giveUpWaiting() {
    waits = false;
    stop();
    driver.giveUpWaiting();
  }

  /** Events that are still waited for will not be any more. */
  public void giveUpEvents() {
    publications.ifPresent(Publications::giveUp);
  }

  /** The generator that carried the shard before is gone without a word. */
  public void predecessorGone() {
    publications.ifPresent(Publications::predecessorGone);
  }

  /** All events that were to be seen before that time are told. */
  public void passTo(long micros) {
    publications.ifPresent(events -> events.passTo(micros));
  }

  /** Iterations running now. */
  public int inFlight() {
    return inFlight.size();
  }

  /** Whether something may still be seen of its events that counts. */
  public boolean awaitsEvents(long nowMicros) {
    return publications.filter(events -> events.goesOn(nowMicros)).isPresent();
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

  /** The longest that an iteration goes on once it was stopped, and its events are waited for. */
  public long longestRequestMicros() {
    return Durations.micros(script.longestEnd()) + longestWaitMicros();
  }

  /**
   * The longest that an iteration takes that never waits for a connection, and its events are
   * waited for.
   */
  public long longestIterationMicros() {
    return Durations.micros(script.longest()) + longestWaitMicros();
  }

  private long longestWaitMicros() {
    return publications.map(Publications::withinMicros).orElse(0L);
  }

  @Override
  public void close() {
    publications.ifPresent(Publications::close);
    driver.close();
  }

  /** Who follows the step. */
  StepWatch watch(String step) {
    return publications.map(events -> events.watch(step)).orElse(StepWatch.NOBODY);
  }

  Program program() {
    return program;
  }

  Program cleanUp() {
    return cleanUp;
  }

  /** Whether there is something to clean up, and time for it. */
  boolean cleansUp() {
    return waits && !cleanUp.actions().isEmpty();
  }

  boolean measuresIterations() {
    return script.measuresIteration();
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

  /** An iteration as a whole. */
  void measured(long dueMicros, Measurement measurement) {
    measured(Script.ITERATION, dueMicros, measurement);
  }

  void ended(Iteration iteration) {
    inFlight.remove(iteration);
    driver.iterationEnded(iteration.values());
  }
}
