package dev.faultline.cli.report.summary;

import dev.faultline.cli.report.Numbers;
import dev.faultline.cli.report.figures.TimeSpan;
import java.util.Optional;
import java.util.OptionalLong;

/** Times and durations as the summary writes them; null is what is not known. */
record Times(Optional<TimeSpan> span) {

  static String iso(long micros) {
    return Numbers.iso(micros);
  }

  static String iso(OptionalLong micros) {
    return micros.isPresent() ? iso(micros.getAsLong()) : null;
  }

  static Double seconds(OptionalLong micros) {
    return micros.isPresent() ? micros.getAsLong() / 1e6 : null;
  }

  Double offset(long micros) {
    return span.map(s -> s.offsetSeconds(micros)).orElse(null);
  }

  Double offset(OptionalLong micros) {
    return micros.isPresent() ? offset(micros.getAsLong()) : null;
  }
}
