package dev.faultline.generator.driver.grpc;

import dev.faultline.core.time.Durations;
import java.time.Duration;

/**
 * How a call's deadline is told to the server.
 *
 * @see <a href="https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md">gRPC over HTTP/2,
 *     Timeout</a>
 */
final class Timeouts {

  private static final long MOST = 99_999_999;
  private static final String[] UNITS = {"u", "m", "S", "M", "H"};
  private static final long[] MICROS = {1, 1_000, 1_000_000, 60_000_000L, 3_600_000_000L};

  private Timeouts() {}

  /** At most eight digits of the smallest unit that will do, rounded up. */
  static String onWire(Duration timeout) {
    long micros = Durations.micros(timeout);
    for (int i = 0; i < UNITS.length; i++) {
      long units = Math.ceilDiv(micros, MICROS[i]);
      if (units <= MOST) {
        return units + UNITS[i];
      }
    }
    return MOST + "H";
  }
}
