package dev.faultline.testkit;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A broker in the test JVM says hundreds of things per second; only its errors matter. */
public final class QuietLogs {

  // Held here because the JDK forgets a logger's level when nobody refers to the logger.
  private static final List<Logger> LOGGERS =
      List.of(
          Logger.getLogger("kafka"),
          Logger.getLogger("org.apache.kafka"),
          Logger.getLogger("state.change.logger"));

  private QuietLogs() {}

  /** From now on, in this JVM. */
  public static void apply() {
    LOGGERS.forEach(logger -> logger.setLevel(Level.SEVERE));
  }
}
