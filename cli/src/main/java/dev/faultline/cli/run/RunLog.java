package dev.faultline.cli.run;

import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what is heard about a run for its record. Of one without an end it leaves out what says
 * nothing: windows in which nothing was due, and all but the last progress of a minute. Not
 * thread-safe.
 */
final class RunLog implements RunObserver {

  private static final long MINUTE_MICROS = 60_000_000;

  private final List<RunEvent> runEvents = new ArrayList<>();
  private final CompactWindows windows = new CompactWindows();
  private final List<RunProgress> progress = new ArrayList<>();
  private final List<FaultEvent> faultEvents = new ArrayList<>();
  private final List<RegressionEvent> regressions = new ArrayList<>();
  private boolean endless;
  private Optional<RunVerdict> verdict = Optional.empty();

  @Override
  public void opened(OpenedRun run) {
    endless = run.plan().isEndless();
  }

  @Override
  public void runEvent(RunEvent event) {
    runEvents.add(event);
  }

  @Override
  public void window(WindowStats window) {
    if (!endless || saysSomething(window)) {
      windows.add(window);
    }
  }

  @Override
  public void progress(RunProgress news) {
    if (endless
        && !progress.isEmpty()
        && progress.getLast().watermarkMicros() / MINUTE_MICROS
            == news.watermarkMicros() / MINUTE_MICROS) {
      progress.removeLast();
    }
    progress.add(news);
  }

  private static boolean saysSomething(WindowStats window) {
    return window.completed() + window.offered() + window.missing() + window.inFlight() > 0;
  }

  @Override
  public void fault(FaultEvent event) {
    faultEvents.add(event);
  }

  @Override
  public void regression(RegressionEvent event) {
    regressions.add(event);
  }

  @Override
  public void verdict(RunVerdict news) {
    verdict = Optional.of(news);
  }

  RunRecord record(RunId runId, Plan plan, Ending ending) {
    return new RunRecord(
        runId,
        plan,
        runEvents,
        windows,
        progress,
        faultEvents,
        regressions,
        verdict,
        verdict.isPresent() ? Optional.empty() : Optional.of(reason(ending)),
        Optional.empty());
  }

  private static String reason(Ending ending) {
    return switch (ending) {
      case Ending.Judged judged -> "the verdict " + judged.verdict() + " was not read";
      case Ending.Unfinished(String reason) -> reason;
      case Ending.PartFailed(String reason) -> reason;
    };
  }
}
