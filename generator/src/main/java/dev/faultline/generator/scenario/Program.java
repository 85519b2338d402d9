package dev.faultline.generator.scenario;

import dev.faultline.core.plan.Step;
import dev.faultline.core.time.Durations;
import java.util.ArrayList;
import java.util.List;

/**
 * Steps as a flat list of actions, so that an iteration needs no more than a position to know where
 * it is. Steps that hold others become jumps:
 *
 * <pre>
 * repeat              choose
 *   0 Send              0 Choose ─▶ 1 or 3
 *   1 Think             1 Send
 *   2 Again ─▶ 0        2 Jump ─▶ 4
 *                       3 Send
 *                       4 …
 * </pre>
 *
 * @param counters how many repetitions are to be counted
 */
record Program(List<Action> actions, int counters) {

  Program {
    actions = List.copyOf(actions);
  }

  /**
   * Prepares all requests.
   *
   * @param runner whose iterations will do it
   * @throws UnusableTargetException when one of the steps cannot be done
   */
  static Program of(List<Step> steps, StepDriver driver, ScenarioRunner runner)
      throws UnusableTargetException {
    Writer writer = new Writer(driver, runner);
    writer.write(steps);
    return new Program(writer.actions, writer.counters);
  }

  /** Writes step after step. */
  private static final class Writer {

    private final List<Action> actions = new ArrayList<>();
    private final StepDriver driver;
    private final ScenarioRunner runner;
    private int counters;

    Writer(StepDriver driver, ScenarioRunner runner) {
      this.driver = driver;
      this.runner = runner;
    }

    void write(List<Step> steps) throws UnusableTargetException {
      for (Step step : steps) {
        write(step);
      }
    }

    private void write(Step step) throws UnusableTargetException {
      switch (step) {
        case Step.Measured asked -> send(asked, driver.prepare(asked));
        case Step.Until until ->
            send(until.request(), Polling.of(until, driver.prepare(until.request()), runner));
        case Step.Pause pause -> actions.add(new Action.Think(Durations.micros(pause.duration())));
        case Step.Repeat repeat -> {
          int from = actions.size();
          write(repeat.steps());
          actions.add(new Action.Again(counters++, repeat.times(), from));
        }
        case Step.Choose choose -> write(choose);
        case Step.Parallel parallel -> {
          List<Program> ways = new ArrayList<>();
          for (List<Step> way : parallel.ways()) {
            ways.add(of(way, driver, runner));
          }
          actions.add(new Action.Fork(ways));
        }
      }
    }

    private void send(Step.Measured step, PreparedRequest request) {
      actions.add(new Action.Send(step.name(), step, request, runner.watch(step.name())));
    }

    private void write(Step.Choose choose) throws UnusableTargetException {
      double all = choose.ways().stream().mapToDouble(Step.Choose.Way::weight).sum();
      int at = actions.size();
      actions.add(new Action.Jump(at + 1)); // replaced below, when it is known where to
      List<Action.Choose.Way> ways = new ArrayList<>();
      List<Integer> ends = new ArrayList<>();
      double sum = 0;
      for (Step.Choose.Way way : choose.ways()) {
        sum += way.weight();
        ways.add(new Action.Choose.Way(sum / all, actions.size()));
        write(way.steps());
        ends.add(actions.size());
        actions.add(new Action.Jump(at + 1)); // the same
      }
      actions.set(at, new Action.Choose(ways));
      ends.forEach(end -> actions.set(end, new Action.Jump(actions.size())));
    }
  }
}
