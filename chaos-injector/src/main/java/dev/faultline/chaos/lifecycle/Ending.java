package dev.faultline.chaos.lifecycle;

import dev.faultline.core.fault.FaultState;

/** How a fault's life is going to end, once its side effects are undone. */
public sealed interface Ending {

  /** As planned: by recovery. */
  record Recovery() implements Ending {}

  /** Not as planned. */
  sealed interface Early extends Ending {
    String reason();

    FaultState end(FaultState.Running state, long atMicros);
  }

  /** Something went wrong. */
  record Failure(String reason) implements Early {
    @Override
    public FaultState end(FaultState.Running state, long atMicros) {
      return state.fail(atMicros, reason);
    }
  }

  /** Somebody asked for it. */
  record Abort(String reason) implements Early {
    @Override
    public FaultState end(FaultState.Running state, long atMicros) {
      return state.abort(atMicros, reason);
    }
  }
}
