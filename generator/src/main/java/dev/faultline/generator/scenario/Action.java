package dev.faultline.generator.scenario;

import dev.faultline.core.plan.Step;
import java.util.List;

/** One instruction of a {@link Program}. */
sealed interface Action {

  /**
   * Sends a request and waits for its end.
   *
   * @param name of the step, as results call it
   * @param watch follows it
   */
  record Send(String name, Step.Measured step, PreparedRequest request, StepWatch watch)
      implements Action {}

  /** Think time. */
  record Think(long micros) implements Action {}

  /** Goes on somewhere else. */
  record Jump(int to) implements Action {}

  /**
   * Goes back, until what lies between has been done often enough.
   *
   * @param counter counts how often it was
   */
  record Again(int counter, int times, int from) implements Action {}

  /** Goes on at one of several places, by chance. */
  record Choose(List<Way> ways) implements Action {

    /**
     * @param upTo the weights up to and with its own, as a share of all
     */
    record Way(double upTo, int begin) {}

    public Choose {
      ways = List.copyOf(ways);
    }

    /**
     * Where to go on.
     *
     * @param chance from 0 to 1
     */
    int begin(double chance) {
      for (Way way : ways) {
        if (chance <= way.upTo()) {
          return way.begin();
        }
      }
      return ways.getLast().begin(); // the shares add up to a hair below 1
    }
  }

  /** Does several programs at once and waits for all of them. */
  record Fork(List<Program> ways) implements Action {

    public Fork {
      ways = List.copyOf(ways);
    }
  }
}
