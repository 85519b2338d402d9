package dev.faultline.generator.driver.custom;

import dev.faultline.core.plan.CustomStep;
import dev.faultline.core.plan.Step;
import dev.faultline.core.plan.Target;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.scenario.PreparedRequest;
import dev.faultline.generator.scenario.StepDriver;
import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.scenario.CustomScenario;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** Executes the scenarios of a jar, one instance of each that the plan's scenario names. */
final class CustomDriver implements StepDriver {

  private final Target.Custom target;
  private final ScenarioJar jar;
  private final Places places;
  private final Guest guest;
  private final Closings closings;
  private final Complaints complaints;
  private final Execution.Stage stage;
  private final SequencedMap<String, CustomScenario> setUp = new LinkedHashMap<>();

  /**
   * @param patience that each setup and teardown is met with
   * @param closings where its teardown goes on
   */
  CustomDriver(
      Target.Custom target,
      ScenarioJar jar,
      Places places,
      Duration patience,
      Closings closings,
      EventLoop loop,
      Clock clock) {
    this.target = target;
    this.jar = jar;
    this.places = places;
    this.guest = new Guest(jar.loader(), patience);
    this.closings = closings;
    this.complaints = new Complaints(target.name());
    this.stage = new Execution.Stage(guest, places, complaints, loop, clock);
  }

  @Override
  public PreparedRequest prepare(Step.Measured step) throws UnusableTargetException {
    if (!(step instanceof CustomStep custom)) {
      throw UnusableTargetException.notAsked(step, target);
    }
    CustomScenario scenario = scenario(custom.scenario());
    return (values, completion) ->
        places.submit(
            new Execution(
                scenario,
                OneIteration.of(values, target.settings(), custom.settings()),
                custom,
                values,
                completion,
                stage));
  }

  /** All steps that name it share it. */
  private CustomScenario scenario(String name) throws UnusableTargetException {
    CustomScenario before = setUp.get(name);
    if (before != null) {
      return before;
    }
    CustomScenario scenario = jar.scenario(name);
    setUp.put(name, scenario); // also when that fails halfway: it is torn down
    Optional<String> problem =
        guest.call(
            name,
            () -> {
              scenario.setup(target.settings());
              return null;
            });
    if (problem.isPresent()) {
      throw new UnusableTargetException(
          "target '%s': the setup of custom scenario '%s' failed: %s"
              .formatted(target.name(), name, problem.get()));
    }
    return scenario;
  }

  @Override
  public void giveUpWaiting() {
    places.giveUpWaiting();
  }

  /** Code that has not heeded its interruption is told once more, and not waited for. */
  @Override
  public void close() {
    places.running().forEach(Execution::interrupt);
    closings.begin(this::tearDown);
  }

  private void tearDown() {
    setUp.reversed().forEach(this::tearDown);
    try {
      jar.close();
    } catch (IOException e) {
      complaints.tell("all", String.valueOf(e));
    }
  }

  private void tearDown(String name, CustomScenario scenario) {
    guest
        .call(
            name,
            () -> {
              scenario.teardown();
              return null;
            })
        .ifPresent(problem -> complaints.tell(name, problem));
  }
}
