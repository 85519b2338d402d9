package dev.faultline.cli.report;

import dev.faultline.cli.report.figures.TimeSpan;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;

/** How numbers are written for people: three significant digits and the unit. */
public final class Numbers {

  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** A number and its unit stay on one line. */
  private static final char NBSP = '\u00A0';

  private Numbers() {}

  /** A latency, given in microseconds: {@code 820 µs}, {@code 31.4 ms}, {@code 1.25 s}. */
  public static String latency(double micros) {
    return inUnit(micros, Numbers::threeDigits);
  }

  /** The same without superfluous zeros, for the ticks of an axis: {@code 400 ms}, {@code 1 s}. */
  public static String latencyTick(double micros) {
    return inUnit(micros, Numbers::significant);
  }

  private static String inUnit(double micros, DoubleFunction<String> written) {
    if (micros > 0 && micros < 999.5) {
      return written.apply(micros) + NBSP + "µs";
    }
    return micros < 999_500
        ? written.apply(micros / 1e3) + NBSP + "ms"
        : written.apply(micros / 1e6) + NBSP + "s";
  }

  /** At most three significant digits, no exponent, thousands separated, no superfluous zeros. */
  public static String significant(double number) {
    String written = threeDigits(number);
    return written.contains(".") ? written.replaceAll("\\.?0+$", "") : written;
  }

  private static String threeDigits(double number) {
    if (number == 0) {
      return "0";
    }
    BigDecimal rounded = new BigDecimal(number).round(new MathContext(3, RoundingMode.HALF_EVEN));
    int decimals = Math.max(0, 2 - (rounded.precision() - rounded.scale() - 1));
    return Math.abs(number) >= 1_000
        ? count(Math.round(number))
        : rounded.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }

  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  public static String perSecond(double rate) {
    return significant(rate) + "/s";
  }

  /**
   * A share, 0 to 1, in percent; a small one is never written as nothing, nor almost all as all.
   */
  public static String percent(double share) {
    double percent = share * 100;
    if (percent > 0 && percent < 0.01) {
      return "< 0.01" + NBSP + "%";
    }
    if (percent < 100 && percent > 99.99) {
      return "> 99.99" + NBSP + "%";
    }
    String written = String.format(Locale.ROOT, "%.2f", percent).replaceAll("\\.?0+$", "");
    return written + NBSP + "%";
  }

  /** Seconds with one decimal: {@code 9.8 s}; minutes and hours where they are more readable. */
  public static String seconds(double seconds) {
    if (Math.abs(seconds) < 120) {
      return String.format(Locale.ROOT, "%.1f%cs", seconds, NBSP);
    }
    long whole = Math.round(seconds);
    return whole < 3_600
        ? String.format(Locale.ROOT, "%d:%02d%cmin", whole / 60, whole % 60, NBSP)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d%ch", whole / 3_600, whole / 60 % 60, whole % 60, NBSP);
  }

  /** A time in the run, in seconds from its start: {@code +20.3 s}. */
  public static String offset(double seconds) {
    return (seconds < 0 ? "−" : "+") + seconds(Math.abs(seconds));
  }

  /** A time in the run from its start, or the time of day when it never started. */
  public static String time(long atMicros, Optional<TimeSpan> run) {
    return run.map(span -> offset(span.offsetSeconds(atMicros))).orElseGet(() -> utc(atMicros));
  }

  /** {@code 2026-07-26 12:00:05 UTC}. */
  public static String utc(long micros) {
    return UTC.format(instant(micros)) + " UTC";
  }

  /** ISO-8601 in UTC, to the microsecond. */
  public static String iso(long micros) {
    return instant(micros).toString();
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
