package dev.faultline.generator.scenario;

import static dev.faultline.generator.scenario.Plans.pause;
import static dev.faultline.generator.scenario.Plans.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.plan.Scenario;
import dev.faultline.core.plan.Step;
import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.result.ScenarioProgress;
import dev.faultline.core.time.Durations;
import dev.faultline.generator.schedule.HandTurnedLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScenarioRunnerTest {

  private static final LoadProfile LOAD = Plans.constant(1, Duration.ofSeconds(1));

  private final HandTurnedLoop loop = new HandTurnedLoop(0);
  private final HandTurnedDriver driver = new HandTurnedDriver(loop, 100, () -> 300);
  private final List<Result> results = new ArrayList<>();

  private record Result(String step, long intended, long sent, long completed, Outcome outcome) {}

  @Test
  void eachStepIsIntendedToBeginWhenTheOneBeforeEnded() throws Exception {
    ScenarioRunner runner = runner(10, request("browse"), request("order"), request("pay"));
    loop.runUntil(50);
    runner.arrive(20, IterationListener.NOBODY);
    loop.runToTheEnd();
    assertThat(results)
        .containsExactly(
            new Result("browse", 20, 50, 350, Outcome.OK),
            new Result("order", 350, 350, 650, Outcome.OK),
            new Result("pay", 650, 650, 950, Outcome.OK));
    assertThat(runner.progress(1000))
        .isEqualTo(progress(1, 1, 1, 0, 0, 0, "browse", "order", "pay"));
  }

  @Test
  void thinkTimeMovesTheIntendedStartAndIsNotMeasured() throws Exception {
    ScenarioRunner runner =
        runner(10, request("browse"), pause(Duration.ofMillis(5)), request("order"));
    runner.arrive(0, IterationListener.NOBODY);
    loop.runUntil(5_299);
    assertThat(results).hasSize(1);
    loop.runToTheEnd();
    assertThat(results.getLast()).isEqualTo(new Result("order", 5_300, 5_300, 5_600, Outcome.OK));
  }

  @Test
  void aStepThatFailsEndsTheIteration() throws Exception {
    ScenarioRunner runner = runner(10, request("browse"), request("order"));
    driver.endWith(Outcome.CHECK_FAILED);
    runner.arrive(0, IterationListener.NOBODY);
    loop.runToTheEnd();
    assertThat(results).extracting(Result::step).containsExactly("browse");
    assertThat(runner.progress(1000).completed()).isEqualTo(1);
  }

  @Test
  void anArrivalBeyondTheInFlightLimitIsDroppedAndCounted() throws Exception {
    ScenarioRunner runner = runner(2, request("order"));
    runner.arrive(0, IterationListener.NOBODY);
    runner.arrive(10, IterationListener.NOBODY);
    runner.arrive(20, IterationListener.NOBODY);
    assertThat(runner.progress(100)).isEqualTo(progress(3, 2, 0, 1, 2, 100, "order"));
    loop.runUntil(300);
    runner.arrive(300, IterationListener.NOBODY);
    assertThat(runner.progress(400)).isEqualTo(progress(4, 3, 2, 1, 1, 100, "order"));
  }

  @Test
  void theOldestInFlightIsTheRequestThatWaitsLongestAndWhoThinksDoesNotWait() throws Exception {
    ScenarioRunner runner =
        runner(10, request("browse"), pause(Durations.ofMicros(500)), request("order"));
    runner.arrive(0, IterationListener.NOBODY);
    loop.runUntil(100);
    runner.arrive(100, IterationListener.NOBODY);
    assertThat(runner.progress(250).oldestInFlightAgeMicros()).isEqualTo(250);
    loop.runUntil(350);
    assertThat(runner.progress(350).oldestInFlightAgeMicros()).isEqualTo(250);
    loop.runUntil(600);
    assertThat(runner.progress(600).inFlight()).isEqualTo(2);
    assertThat(runner.progress(600).oldestInFlightAgeMicros()).isZero();
    loop.runUntil(850);
    assertThat(runner.progress(850).oldestInFlightAgeMicros()).isEqualTo(50);
    loop.runToTheEnd();
    assertThat(runner.progress(2000).oldestInFlightAgeMicros()).isZero();
  }

  @Test
  void afterStopIterationsEndWithTheirRequestAndThinkingOnesAtOnce() throws Exception {
    ScenarioRunner runner =
        runner(10, request("browse"), pause(Duration.ofMinutes(10)), request("order"));
    runner.arrive(0, IterationListener.NOBODY);
    loop.runUntil(400);
    runner.arrive(400, IterationListener.NOBODY);
    runner.stop();
    assertThat(runner.inFlight()).isEqualTo(1);
    loop.runUntil(700);
    assertThat(runner.inFlight()).isZero();
    loop.runToTheEnd();
    assertThat(results).extracting(Result::step).containsExactly("browse", "browse");
    assertThat(runner.progress(loop.nowMicros()).completed()).isEqualTo(2);
  }

  @Test
  void requestsThatWaitCanBeGivenUpWhileThoseSentGoOn() throws Exception {
    HandTurnedDriver narrow = new HandTurnedDriver(loop, 1, () -> 300);
    Scenario scenario = Plans.scenario(LOAD, 10, request("order"));
    ScenarioRunner runner = new ScenarioRunner(scenario, Slice.WHOLE, narrow, loop, this::record);
    runner.arrive(0, IterationListener.NOBODY);
    runner.arrive(0, IterationListener.NOBODY);
    loop.runUntil(100);
    runner.giveUpWaiting();
    assertThat(results).containsExactly(new Result("order", 0, 100, 100, Outcome.TIMEOUT));
    loop.runToTheEnd();
    assertThat(results.getLast()).isEqualTo(new Result("order", 0, 0, 300, Outcome.OK));
  }

  @Test
  void ofAShardsScenarioItHasTheShardsPartOfTheLimit() throws Exception {
    Scenario scenario = Plans.scenario(LOAD, 5, request("order"));
    ScenarioRunner runner =
        new ScenarioRunner(scenario, new Slice(1, 3), driver, loop, this::record);
    for (int i = 0; i < 4; i++) {
      runner.arrive(0, IterationListener.NOBODY);
    }
    assertThat(runner.inFlight()).isEqualTo(2);
    assertThat(runner.progress(0).dropped()).isEqualTo(2);
  }

  @Test
  void knowsHowLongThingsMayTake() throws Exception {
    ScenarioRunner runner =
        runner(10, request("browse"), pause(Duration.ofSeconds(7)), request("order"));
    assertThat(runner.longestRequestMicros()).isEqualTo(2_000_000);
    assertThat(runner.longestIterationMicros()).isEqualTo(11_000_000);
  }

  private ScenarioRunner runner(int maxInFlight, Step... steps) throws Exception {
    Scenario scenario = Plans.scenario(LOAD, maxInFlight, steps);
    return new ScenarioRunner(scenario, Slice.WHOLE, driver, loop, this::record);
  }

  private void record(String scenario, String step, long intended, Measurement measured) {
    results.add(
        new Result(
            step, intended, measured.sentMicros(), measured.completedMicros(), measured.outcome()));
  }

  private static ScenarioProgress progress(
      long due,
      long started,
      long completed,
      long dropped,
      long inFlight,
      long oldestAge,
      String... steps) {
    return new ScenarioProgress(
        "checkout", List.of(steps), due, started, completed, dropped, inFlight, oldestAge);
  }
}
