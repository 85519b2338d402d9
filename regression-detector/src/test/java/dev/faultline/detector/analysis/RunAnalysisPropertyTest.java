package dev.faultline.detector.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultProgress;
import dev.faultline.core.fault.FaultRecord;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowRecord;
import dev.faultline.core.window.WindowStats;
import dev.faultline.detector.detect.Windows;
import dev.faultline.schemas.Topics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** However the three topics interleave, what is found out about a run is the same. */
class RunAnalysisPropertyTest {

  private static final ScriptedRun RUN = ScriptedRun.withSurprise(Windows.RUN);
  private static final List<RunEvent> EVENTS = RUN.events();
  private static final List<WindowRecord> WINDOWS = RUN.windows();
  private static final List<FaultRecord> FAULTS = RUN.faults();

  @Property(tries = 50)
  void theVerdictIsTheSameForEveryInterleaving(@ForAll long seed) {
    List<Output> told = play(seed, Long.MAX_VALUE);

    assertThat(encoded(told.getLast())).isEqualTo(encoded(play(0, 0).getLast()));
  }

  @Property(tries = 50)
  void allThatIsToldIsTheSameWhileTheFaultsAreLessThanFiveSecondsBehind(@ForAll long seed) {
    List<Output> told = play(seed, 4 * Windows.SECOND);

    assertThat(told.stream().map(RunAnalysisPropertyTest::encoded))
        .containsExactlyElementsOf(
            play(0, 0).stream().map(RunAnalysisPropertyTest::encoded).toList());
  }

  /** Plays the topics in a random interleaving in which the faults are at most so far behind. */
  private static List<Output> play(long seed, long faultsBehindMicros) {
    RandomGenerator random = RandomGeneratorFactory.of("SplittableRandom").create(seed);
    Deque<RunEvent> events = new ArrayDeque<>(EVENTS);
    Deque<WindowRecord> windows = new ArrayDeque<>(WINDOWS);
    Deque<FaultRecord> faults = new ArrayDeque<>(FAULTS);
    RunAnalysis analysis = new RunAnalysis();
    List<Output> told = new ArrayList<>();
    while (!events.isEmpty() || !windows.isEmpty() || !faults.isEmpty()) {
      boolean behind =
          !faults.isEmpty()
              && (windows.isEmpty()
                  || micros(windows.peek()) - faultsBehindMicros > micros(faults.peek()));
      int choice = behind ? 2 : random.nextInt(3);
      if (choice == 0 && !events.isEmpty()) {
        told.addAll(give(analysis, events.remove()));
      } else if (choice == 1 && !windows.isEmpty()) {
        told.addAll(analysis.accept(windows.remove()));
      } else if (choice == 2 && !faults.isEmpty()) {
        told.addAll(analysis.accept(faults.remove()));
      }
    }
    return told;
  }

  private static List<Output> give(RunAnalysis analysis, RunEvent event) {
    return event instanceof RunEvent.Started started
        ? analysis.started(RUN.plan(), started.startMicros())
        : List.of();
  }

  private static long micros(WindowRecord record) {
    return switch (record) {
      case WindowStats window -> window.endMicros();
      case RunProgress progress -> progress.watermarkMicros();
    };
  }

  private static long micros(FaultRecord record) {
    return switch (record) {
      case FaultEvent event -> event.atMicros();
      case FaultProgress progress -> progress.watermarkMicros();
    };
  }

  private static String encoded(Output output) {
    byte[] bytes =
        switch (output) {
          case Output.News news -> Topics.REGRESSIONS.codec().encode(news.event());
          case Output.Abort(var run, long atMicros, String reason) ->
              Topics.RUNS
                  .codec()
                  .encode(new RunEvent.AbortRequested(run, atMicros, RUN.source, reason));
          case Output.Judged(RunVerdict verdict) -> Topics.VERDICTS.codec().encode(verdict);
        };
    return Arrays.toString(bytes);
  }
}
