package dev.faultline.detector.verdict;

import dev.faultline.core.regression.Attribution;
import dev.faultline.core.window.Series;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** How numbers and names read in a reason. */
final class Wording {

  private Wording() {}

  /** Four significant digits at most, no exponent. */
  static String number(double value) {
    return new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }

  static String percent(double share) {
    return number(share * 100) + " %";
  }

  static String seconds(long micros) {
    return String.format(Locale.ROOT, "%.1f s", micros / 1e6);
  }

  static String series(Series series) {
    return series.scenario() + "/" + series.step();
  }

  static String cause(Attribution attribution) {
    return switch (attribution) {
      case PRE_EXISTING -> "and it did before any fault";
      case AMBIGUOUS -> "and which fault caused it cannot be told";
      case EXPLAINED, CASCADE, UNEXPLAINED -> "and no injected fault explains it";
    };
  }
}
