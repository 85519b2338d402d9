package dev.faultline.cli.console;

import dev.faultline.core.plan.FaultSpec;
import dev.faultline.core.regression.Degradation;
import dev.faultline.core.regression.Explanation;
import dev.faultline.core.regression.Metric;
import dev.faultline.core.regression.RegressionEvent;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Locale;

/** Values and events in words that a person reads. */
public final class Wording {

  private static final double MICROS_PER_MILLI = 1e3;
  private static final double MICROS_PER_SECOND = 1e6;

  private Wording() {}

  /** {@code 02:05}, and {@code 1:02:05} from an hour on; {@code --:--} before the load begins. */
  public static String elapsed(long micros) {
    if (micros < 0) {
      return "--:--";
    }
    Duration time = Duration.ofNanos(micros * 1_000);
    String minutes = "%02d:%02d".formatted(time.toMinutesPart(), time.toSecondsPart());
    return time.toHours() == 0 ? minutes : time.toHours() + ":" + minutes;
  }

  /** {@code 4.2 ms}, {@code 262 ms}, {@code 1.50 s}: three digits that matter. */
  static String latency(double micros) {
    if (micros >= MICROS_PER_SECOND) {
      return "%.2f s".formatted(micros / MICROS_PER_SECOND);
    }
    double millis = micros / MICROS_PER_MILLI;
    return (millis < 100 ? "%.1f ms" : "%.0f ms").formatted(millis);
  }

  public static String seconds(long micros) {
    return "%.1f s".formatted(micros / MICROS_PER_SECOND);
  }

  /** {@code payments-latency at 00:20 for 10.0 s: 250 ms delay ± 50 ms on payments}. */
  static String fault(FaultSpec fault) {
    return "%s at %s for %s: %s on %s"
        .formatted(
            fault.name(),
            elapsed(fault.at().toNanos() / 1_000),
            seconds(fault.duration().toNanos() / 1_000),
            fault.action().describe(),
            fault.action().target());
  }

  static String value(Metric metric, double value) {
    return switch (metric) {
      case RESPONSE_TIME_P95 -> latency(value);
      case ERROR_RATE -> "%.1f %%".formatted(value * 100);
    };
  }

  private static String name(Metric metric) {
    return switch (metric) {
      case RESPONSE_TIME_P95 -> "response time p95";
      case ERROR_RATE -> "error rate";
    };
  }

  /** {@code checkout/place-order response time p95 4.2 ms -> 262 ms}. */
  static String degradation(Degradation degradation) {
    return "%s/%s %s %s -> %s"
        .formatted(
            degradation.series().scenario(),
            degradation.series().step(),
            name(degradation.metric()),
            value(degradation.metric(), degradation.baseline()),
            value(degradation.metric(), degradation.worst()));
  }

  /** {@code EXPLAINED by payments-latency}, or only the attribution when no fault has to do. */
  static String attribution(RegressionEvent regression) {
    Explanation explanation = regression.explanation();
    return explanation.attribution() + explanation.fault().map(fault -> " by " + fault).orElse("");
  }

  /** Four digits that matter, without an exponent. */
  public static String number(double value) {
    return new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
