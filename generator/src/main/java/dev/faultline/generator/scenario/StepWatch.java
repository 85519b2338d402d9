package dev.faultline.generator.scenario;

import dev.faultline.core.expression.Values;

/** Who follows a step of every iteration, on the event loop. */
interface StepWatch {

  /** For a step that means nothing beyond itself. */
  StepWatch NOBODY =
      new StepWatch() {
        @Override
        public void begins(Values values, long intendedMicros) {}

        @Override
        public void ended(Values values, Measurement measurement) {}
      };

  /** It is about to be sent. */
  void begins(Values values, long intendedMicros);

  /** It has ended. */
  void ended(Values values, Measurement measurement);
}
