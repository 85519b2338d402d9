package dev.faultline.chaos;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** For what other processes and threads do, on a machine that may stand still for some seconds. */
public final class Patience {

  private static final Duration LONG = Duration.ofSeconds(60);

  private Patience() {}

  /** Waits for a condition, a minute at most. */
  public static ConditionFactory await() {
    return Awaitility.await().atMost(LONG);
  }
}
