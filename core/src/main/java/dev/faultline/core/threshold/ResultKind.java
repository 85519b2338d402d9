package dev.faultline.core.threshold;

import dev.faultline.core.result.Outcome;
import dev.faultline.core.window.WindowStats;

/** Some of the results of a window. A window counts by status and by outcome, not by both. */
public sealed interface ResultKind {

  /** How many of the window's results are of this kind. */
  long count(WindowStats window);

  /** All results, whatever became of them. */
  record All() implements ResultKind {
    @Override
    public long count(WindowStats window) {
      return window.completed();
    }
  }

  /** Those with a status of the protocol, 0 for no answer. */
  record OfStatus(int status) implements ResultKind {
    @Override
    public long count(WindowStats window) {
      return window.statuses().getOrDefault(status, 0L);
    }
  }

  record OfOutcome(Outcome outcome) implements ResultKind {
    @Override
    public long count(WindowStats window) {
      return window.outcomes().get(outcome);
    }
  }
}
