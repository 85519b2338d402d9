package dev.faultline.cli.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How numbers are written for people: three significant digits and the unit. */
public final class Numbers {

  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Numbers() {}

  /** A latency, given in microseconds: {@code 820 µs}, {@code 31.4 ms}, {@code 1.25 s}. */
  public static String latency(double micros) {
    if (Math.abs(micros) < 1e3) {
      return significant(micros) + " µs";
    }
    return Math.abs(micros) < 1e6
        ? significant(micros / 1e3) + " ms"
        : significant(micros / 1e6) + " s";
  }

  /** Three significant digits, no exponent, thousands separated. */
  public static String significant(double number) {
    double size = Math.abs(number);
    int decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
    String written = String.format(Locale.ROOT, "%,." + decimals + "f", number);
    return decimals == 0 ? written : written.replaceAll("\\.?0+$", "");
  }

  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  public static String perSecond(double rate) {
    return significant(rate) + "/s";
  }

  /** A share, 0 to 1, in percent; a small one is never written as nothing, nor 99.99 % as all. */
  public static String percent(double share) {
    double percent = share * 100;
    if (percent > 0 && percent < 0.01) {
      return "< 0.01 %";
    }
    if (percent < 100 && percent > 99.99) {
      return "> 99.99 %";
    }
    return percent > 99 && percent < 100
        ? String.format(Locale.ROOT, "%.2f %%", percent)
        : significant(percent) + " %";
  }

  /** Seconds with one decimal: {@code 9.8 s}; minutes and hours where they are more readable. */
  public static String seconds(double seconds) {
    if (Math.abs(seconds) < 120) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 3_600
        ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
        : String.format(
            Locale.ROOT, "%d h %02d min %02d s", whole / 3_600, whole / 60 % 60, whole % 60);
  }

  /** A time in the run: {@code +20.3 s}. */
  public static String offset(double seconds) {
    return (seconds < 0 ? "−" : "+") + seconds(Math.abs(seconds));
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
