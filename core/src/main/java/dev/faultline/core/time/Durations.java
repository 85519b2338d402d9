package dev.faultline.core.time;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Microsecond arithmetic on {@link Duration}s; all event times in Faultline are microseconds. */
public final class Durations {

  private static final List<Duration> UNITS =
      List.of(
          Duration.ofDays(1),
          Duration.ofHours(1),
          Duration.ofMinutes(1),
          Duration.ofSeconds(1),
          Duration.ofMillis(1),
          Duration.of(1, ChronoUnit.MICROS));

  private static final List<String> SYMBOLS = List.of("d", "h", "m", "s", "ms", "us");

  private static final Pattern WRITTEN =
      Pattern.compile(
          SYMBOLS.stream()
              .map("(?:(\\d{1,18}(?:\\.\\d{1,18})?)%s)?"::formatted)
              .collect(Collectors.joining()));

  /** What a written duration is like, as a regular expression. */
  public static final String PATTERN = WRITTEN.pattern();

  private static final Duration LONGEST = Duration.ofDays(365);

  private Durations() {}

  /** The duration in whole microseconds, rounded down. */
  public static long micros(Duration duration) {
    return TimeUnit.SECONDS.toMicros(duration.getSeconds())
        + TimeUnit.NANOSECONDS.toMicros(duration.getNano());
  }

  /**
   * Reads {@code 250ms}, {@code 10s}, {@code 1m30s}, {@code 1.5h}: numbers with the units d, h, m,
   * s, ms, us, from the longest to the shortest, each at most once. Empty when the text is nothing
   * of that, finer than a microsecond, or longer than 365 days.
   */
  public static Optional<Duration> parse(String text) {
    Matcher matcher = WRITTEN.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      return Optional.empty();
    }
    BigDecimal micros = BigDecimal.ZERO;
    for (int i = 0; i < UNITS.size(); i++) {
      if (matcher.group(i + 1) != null) {
        BigDecimal unit = BigDecimal.valueOf(micros(UNITS.get(i)));
        micros = micros.add(new BigDecimal(matcher.group(i + 1)).multiply(unit));
      }
    }
    boolean whole = micros.stripTrailingZeros().scale() <= 0;
    boolean tooLong = micros.compareTo(BigDecimal.valueOf(micros(LONGEST))) > 0;
    return whole && !tooLong ? Optional.of(ofMicros(micros.longValueExact())) : Optional.empty();
  }

  /** The form that {@link #parse} reads, for example {@code 1m30s}; not negative. */
  public static String format(Duration duration) {
    long rest = micros(duration);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < UNITS.size(); i++) {
      long unit = micros(UNITS.get(i));
      if (rest >= unit) {
        text.append(rest / unit).append(SYMBOLS.get(i));
        rest %= unit;
      }
    }
    return text.isEmpty() ? "0s" : text.toString();
  }

  /** A duration of that many microseconds. */
  public static Duration ofMicros(long micros) {
    return Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(micros));
  }

  /** A share of a duration, to the nearest microsecond, and of more than zero not zero. */
  public static Duration divide(Duration duration, double divisor) {
    long micros = Math.round(micros(duration) / divisor);
    return ofMicros(duration.isPositive() ? Math.max(1, micros) : micros);
  }
}
