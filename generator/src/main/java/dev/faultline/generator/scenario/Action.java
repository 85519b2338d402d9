package dev.faultline.generator.scenario;

import dev.faultline.core.plan.Step;
import dev.faultline.core.time.Durations;
import java.util.ArrayList;
import java.util.List;

/** A step of a scenario, ready to be done. */
sealed interface Action {

  /** Sends a request and waits for its end. */
  record Send(String step, PreparedRequest request) implements Action {}

  /** Think time. */
  record Think(long micros) implements Action {}

  static List<Action> of(List<Step> steps, StepDriver driver) throws UnusableTargetException {
    List<Action> actions = new ArrayList<>(steps.size());
    for (Step step : steps) {
      actions.add(
          switch (step) {
            case Step.Measured measured -> new Send(measured.name(), driver.prepare(measured));
            case Step.Pause pause -> new Think(Durations.micros(pause.duration()));
          });
    }
    return List.copyOf(actions);
  }
}
