package dev.faultline.cli.report.chart;

import dev.faultline.cli.report.figures.TimeSpan;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.LongStream;

/** The stretches of the axis that each dot, bar and reading stands for. */
record Buckets(TimeSpan span, long micros) {

  private LongStream starts() {
    return LongStream.iterate(
        span.startMicros(), start -> start < span.endMicros(), start -> start + micros);
  }

  /** One line of words for each bucket: its time, and what is known of it. */
  <T> List<String> readings(SortedMap<Long, T> known, Function<T, String> words) {
    TimeScale time = new TimeScale(span);
    return starts()
        .mapToObj(
            start ->
                time.label(start)
                    + " · "
                    + (known.containsKey(start) ? words.apply(known.get(start)) : "NO_DATA"))
        .toList();
  }

  List<Gaps.Gap> gaps(SortedMap<Long, ?> known) {
    return Gaps.between(List.copyOf(known.keySet()), micros, span);
  }

  /** End of the bucket that begins then. */
  long end(long startMicros) {
    return Math.min(startMicros + micros, span.endMicros());
  }
}
