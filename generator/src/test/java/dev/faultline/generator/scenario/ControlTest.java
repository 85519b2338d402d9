package dev.faultline.generator.scenario;

import static dev.faultline.generator.scenario.Plans.pause;
import static dev.faultline.generator.scenario.Plans.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.faultline.core.plan.Scenario;
import dev.faultline.core.plan.Script;
import dev.faultline.core.plan.Step;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.time.Durations;
import dev.faultline.generator.schedule.HandTurnedLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Steps that hold others; each answer takes 300 µs. */
class ControlTest {

  private final HandTurnedLoop loop = new HandTurnedLoop(0);
  private final HandTurnedDriver driver = new HandTurnedDriver(loop, 1000, () -> 300);
  private final List<Result> results = new ArrayList<>();
  private final List<Long> ends = new ArrayList<>();

  private record Result(String step, long intended, Measurement measurement) {

    long completed() {
      return measurement.completedMicros();
    }

    Outcome outcome() {
      return measurement.outcome();
    }
  }

  @Test
  void repeatedStepsAreMeasuredEachTimeAndMayBeNested() throws Exception {
    Step inner = new Step.Repeat(2, List.of(request("b"), pause(Durations.ofMicros(50))));
    iterate(Script.of(List.of(new Step.Repeat(3, List.of(request("a"), inner)), request("c"))));

    assertThat(steps()).isEqualTo("a b b a b b a b b c");
    assertThat(results.getLast().intended()).isEqualTo(9 * 300 + 6 * 50);
  }

  @Test
  void aRepetitionThatFailsIsTheLastOne() throws Exception {
    ScenarioRunner runner = runner(Script.of(List.of(new Step.Repeat(5, List.of(request("a"))))));
    arrive(runner);
    loop.runUntil(700);
    driver.endWith(Outcome.CHECK_FAILED);
    loop.runToTheEnd();

    assertThat(steps()).isEqualTo("a a a a");
    assertThat(ends).containsExactly(1200L);
  }

  @Test
  void waysAreChosenAsOftenAsTheyWeighAndTheSameAgainWithTheSameSeed() throws Exception {
    Script script =
        new Script(
            List.of(
                new Step.Choose(
                    List.of(
                        new Step.Choose.Way(3, List.of(request("often"))),
                        new Step.Choose.Way(1, List.of(request("seldom"), request("more"))))),
                request("after")),
            List.of(),
            false,
            List.of(),
            7);
    ScenarioRunner runner = runner(script);
    for (int i = 0; i < 1000; i++) {
      arrive(runner);
      loop.runToTheEnd();
    }
    String first = steps();
    Map<String, Long> counts =
        results.stream().collect(Collectors.groupingBy(Result::step, Collectors.counting()));
    assertThat(counts.get("often")).isBetween(700L, 800L);
    assertThat(counts.get("seldom")).isEqualTo(1000 - counts.get("often"));
    assertThat(counts.get("more")).isEqualTo(counts.get("seldom"));
    assertThat(counts.get("after")).isEqualTo(1000);

    results.clear();
    ScenarioRunner again = runner(script);
    for (int i = 0; i < 1000; i++) {
      arrive(again);
      loop.runToTheEnd();
    }
    assertThat(steps()).isEqualTo(first);
  }

  @Test
  void parallelWaysBeginTogetherAndTheNextStepWhenTheLastHasEnded() throws Exception {
    Step both =
        new Step.Parallel(List.of(List.of(request("a"), request("b")), List.of(request("c"))));
    iterate(Script.of(List.of(both, request("d"))));

    assertThat(results)
        .extracting(Result::step, Result::intended, Result::completed)
        .containsExactly(
            tuple("a", 0L, 300L),
            tuple("c", 0L, 300L),
            tuple("b", 300L, 600L),
            tuple("d", 600L, 900L));
  }

  @Test
  void aWayThatFailsLetsTheOthersEndAndThenEndsTheIteration() throws Exception {
    Step both =
        new Step.Parallel(List.of(List.of(request("a")), List.of(request("b"), request("c"))));
    ScenarioRunner runner = runner(Script.of(List.of(both, request("d"))));
    driver.endWith(Outcome.TIMEOUT);
    arrive(runner);
    driver.endWith(Outcome.OK);
    loop.runToTheEnd();

    assertThat(steps()).isEqualTo("a b");
    assertThat(ends).containsExactly(300L);
    assertThat(runner.inFlight()).isZero();
  }

  @Test
  void theLongestWaitIsThatOfAnyWay() throws Exception {
    Step both =
        new Step.Parallel(
            List.of(List.of(pause(Durations.ofMicros(250)), request("a")), List.of(request("b"))));
    ScenarioRunner runner = runner(Script.of(List.of(both)));
    arrive(runner);
    loop.runUntil(280);
    assertThat(runner.progress(280).oldestInFlightAgeMicros()).isEqualTo(280);
    loop.runUntil(400);
    assertThat(runner.progress(400).oldestInFlightAgeMicros()).isEqualTo(150);
  }

  @Test
  void pollsUntilTheAnswerIsAsExpectedAndMeasuresTheWait() throws Exception {
    ScenarioRunner runner = runner(Script.of(List.of(until("confirmed", 5_000, 1_000))));
    driver.endWith(Outcome.CHECK_FAILED);
    arrive(runner);
    loop.runUntil(1_500);
    driver.endWith(Outcome.ERROR);
    loop.runUntil(2_500);
    driver.endWith(Outcome.OK);
    loop.runToTheEnd();

    assertThat(results).hasSize(1);
    Measurement measured = results.getFirst().measurement();
    assertThat(measured.outcome()).isEqualTo(Outcome.OK);
    assertThat(measured.sentMicros()).isZero();
    assertThat(measured.completedMicros()).isEqualTo(3_300);
    assertThat(measured.bytesSent()).isEqualTo(400);
  }

  @Test
  void aPollThatIsNeverAnsweredAsExpectedFailsWhenItsTimeIsOver() throws Exception {
    ScenarioRunner runner =
        runner(Script.of(List.of(until("confirmed", 2_000, 1_000), request("next"))));
    driver.endWith(Outcome.CHECK_FAILED);
    arrive(runner);
    loop.runToTheEnd();

    assertThat(results).hasSize(1);
    assertThat(results.getFirst().measurement())
        .extracting(Measurement::outcome, Measurement::error, Measurement::completedMicros)
        .containsExactly(Outcome.CHECK_FAILED, "not-within", 2_300L);
  }

  @Test
  void cleansUpWhateverBecameOfTheSteps() throws Exception {
    Script script =
        new Script(
            List.of(request("a"), request("b")),
            List.of(request("x"), pause(Durations.ofMicros(100)), request("y")),
            false,
            List.of(),
            0);
    iterate(script);
    driver.endWith(Outcome.ERROR);
    iterate(script);

    assertThat(steps()).isEqualTo("a b x y a x y");
    assertThat(ends).containsExactly(1_300L, 1_300L + 1_000L);
  }

  @Test
  void cleansUpAfterStopToo() throws Exception {
    Script script =
        new Script(
            List.of(request("a"), pause(Duration.ofMinutes(5)), request("b")),
            List.of(request("x"), pause(Durations.ofMicros(100)), request("y")),
            false,
            List.of(),
            0);
    ScenarioRunner runner = runner(script);
    arrive(runner);
    loop.runUntil(400);
    runner.stop();
    loop.runUntil(5_000);
    assertThat(steps()).isEqualTo("a x y");
    assertThat(runner.inFlight()).isZero();
    loop.runToTheEnd();
    assertThat(steps()).isEqualTo("a x y");
  }

  @Test
  void aWaitThatIsStoppedSaysNothingOfTheTarget() throws Exception {
    driver.endWith(Outcome.CHECK_FAILED);
    ScenarioRunner runner =
        runner(
            new Script(
                List.of(until("a", 50_000, 2_000)), List.of(request("x")), false, List.of(), 0));
    arrive(runner);
    loop.runUntil(5_000);
    runner.stop();
    loop.runToTheEnd();

    assertThat(steps()).isEqualTo("x");
    assertThat(runner.inFlight()).isZero();
  }

  @Test
  void cleansUpNoMoreWhenThereIsNoTimeLeft() throws Exception {
    Script script =
        new Script(
            List.of(request("a")),
            List.of(request("x"), pause(Duration.ofMinutes(5)), request("y")),
            false,
            List.of(),
            0);
    ScenarioRunner runner = runner(script);
    arrive(runner);
    loop.runUntil(1_000);
    runner.stop();
    assertThat(runner.inFlight()).isEqualTo(1);
    runner.giveUpWaiting();
    assertThat(runner.inFlight()).isZero();
    loop.runToTheEnd();
    assertThat(steps()).isEqualTo("a x");
  }

  @Test
  void theIterationAsAWholeIsMeasuredWithoutItsCleaningUp() throws Exception {
    Script script =
        new Script(
            List.of(request("a"), pause(Durations.ofMicros(100)), request("b")),
            List.of(request("x")),
            true,
            List.of(),
            0);
    ScenarioRunner runner = runner(script);
    loop.runUntil(40);
    runner.arrive(20, (_, ended, _) -> ends.add(ended));
    loop.runToTheEnd();

    assertThat(steps()).isEqualTo("a b iteration x");
    assertThat(results.get(2).intended()).isEqualTo(20);
    assertThat(results.get(2).measurement())
        .isEqualTo(new Measurement(40, 740, Outcome.OK, 200, "", 200, 400));
    assertThat(runner.progress(2_000).steps()).containsExactly("a", "b", "x", "iteration");
  }

  @Test
  void anIterationFailsWithItsFirstStepThatDoesAndIsNotMeasuredWhenItIsStopped() throws Exception {
    Script script = new Script(List.of(request("a"), request("b")), List.of(), true, List.of(), 0);
    driver.endWith(Outcome.TIMEOUT);
    iterate(script);
    assertThat(results.getLast())
        .extracting(Result::step, Result::outcome)
        .containsExactly("iteration", Outcome.TIMEOUT);

    driver.endWith(Outcome.OK);
    ScenarioRunner stopped = runner(script);
    arrive(stopped);
    stopped.stop();
    loop.runToTheEnd();
    assertThat(steps()).isEqualTo("a iteration a");
  }

  private static Step until(String name, long withinMicros, long everyMicros) {
    return new Step.Until(
        (Step.Measured) request(name),
        Durations.ofMicros(withinMicros),
        Durations.ofMicros(everyMicros));
  }

  private void iterate(Script script) throws Exception {
    arrive(runner(script));
    loop.runToTheEnd();
  }

  private void arrive(ScenarioRunner runner) {
    runner.arrive(loop.nowMicros(), (_, ended, _) -> ends.add(ended));
  }

  private ScenarioRunner runner(Script script) throws Exception {
    Scenario scenario =
        new Scenario("checkout", "shop", Plans.constant(1, Duration.ofSeconds(1)), script, 10, 100);
    return new ScenarioRunner(
        scenario,
        Slice.WHOLE,
        driver,
        loop,
        (_, step, intended, measured) -> results.add(new Result(step, intended, measured)));
  }

  private String steps() {
    return results.stream().map(Result::step).collect(Collectors.joining(" "));
  }
}
