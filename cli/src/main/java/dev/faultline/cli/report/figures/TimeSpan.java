package dev.faultline.cli.report.figures;

import dev.faultline.cli.run.RunRecord;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowStats;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * From a run's time zero to the end of its last window.
 *
 * @param startMicros microseconds since the epoch
 * @param endMicros after the start
 */
public record TimeSpan(long startMicros, long endMicros) {

  public TimeSpan {
    if (endMicros <= startMicros) {
      throw new IllegalArgumentException("a span ends after its start");
    }
  }

  /**
   * The span of a run, from the start that was announced or else the first that is known; empty
   * when it never started or was over before its first window. Reads only the first and the last
   * window: each may have to be decoded.
   */
  public static Optional<TimeSpan> of(RunRecord run) {
    OptionalLong start =
        LongStream.concat(
                run.runEvents().stream().flatMap(TimeSpan::started).mapToLong(Long::longValue),
                LongStream.concat(
                    run.verdict().stream().mapToLong(RunVerdict::startMicros),
                    first(run.windows()).stream().mapToLong(WindowStats::startMicros)))
            .findFirst();
    LongStream ends =
        LongStream.concat(
            run.verdict().stream().mapToLong(RunVerdict::endMicros),
            LongStream.concat(
                run.progress().stream().mapToLong(RunProgress::watermarkMicros),
                last(run.windows()).stream().mapToLong(WindowStats::endMicros)));
    OptionalLong end = ends.max();
    return start.isPresent() && end.isPresent() && end.getAsLong() > start.getAsLong()
        ? Optional.of(new TimeSpan(start.getAsLong(), end.getAsLong()))
        : Optional.empty();
  }

  private static Optional<WindowStats> first(List<WindowStats> windows) {
    return windows.isEmpty() ? Optional.empty() : Optional.of(windows.getFirst());
  }

  private static Optional<WindowStats> last(List<WindowStats> windows) {
    return windows.isEmpty() ? Optional.empty() : Optional.of(windows.getLast());
  }

  private static Stream<Long> started(RunEvent event) {
    return event instanceof RunEvent.Started started
        ? Stream.of(started.startMicros())
        : Stream.empty();
  }

  public long micros() {
    return endMicros - startMicros;
  }

  public double seconds() {
    return micros() / 1e6;
  }

  /** Seconds from the start to that time; negative before the start. */
  public double offsetSeconds(long atMicros) {
    return (atMicros - startMicros) / 1e6;
  }
}
