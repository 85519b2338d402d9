package dev.faultline.cli.console;

import dev.faultline.cli.run.OpenedRun;
import dev.faultline.cli.run.RunObserver;
import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.regression.Attribution;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.regression.RegressionPhase;
import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowStats;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A run while it is on: one line a second, and a line of its own for everything that happens. */
public final class ConsoleView implements RunObserver {

  private static final int LINES_PER_HEADER = 20;
  private static final Set<FaultPhase> NEWS =
      EnumSet.of(
          FaultPhase.ACTIVE,
          FaultPhase.HEALED,
          FaultPhase.RECOVERED,
          FaultPhase.FAILED,
          FaultPhase.ABORTED);
  private static final Set<FaultPhase> IN_EFFECT =
      EnumSet.of(FaultPhase.INJECTING, FaultPhase.ACTIVE, FaultPhase.HEALING);

  private final PrintWriter out;
  private final Style style;
  private final Map<String, FaultPhase> faultsInEffect = new TreeMap<>();
  private final Map<String, Attribution> openRegressions = new TreeMap<>();
  private long startMicros = Long.MAX_VALUE;
  private SecondLine second = new SecondLine();
  private RunProgress previous;
  private int lines;

  public ConsoleView(PrintWriter out, Style style) {
    this.out = out;
    this.style = style;
  }

  @Override
  public void opened(OpenedRun run) {
    out.println("run " + run.runId() + ": " + run.plan().name());
    run.plan().faults().forEach(fault -> out.println("  fault    " + Wording.fault(fault)));
    out.println("  kafka    " + run.kafka());
    run.metricsUrl().ifPresent(url -> out.println("  metrics  " + url));
    out.println("  folder   " + run.folder());
  }

  @Override
  public void runEvent(RunEvent event) {
    switch (event) {
      case RunEvent.Submitted submitted -> news(submitted.atMicros(), "run submitted");
      case RunEvent.Prepared prepared -> news(prepared.atMicros(), prepared.part() + " is ready");
      case RunEvent.Started started -> {
        startMicros = started.startMicros();
        news(startMicros, "load begins");
      }
      case RunEvent.AbortRequested request ->
          news(request.atMicros(), style.notable("ending early: " + request.reason()));
      case RunEvent.Aborted aborted ->
          news(aborted.atMicros(), style.bad("aborted: " + aborted.reason()));
      case RunEvent.Finished finished -> news(finished.atMicros(), "run finished");
    }
  }

  @Override
  public void window(WindowStats window) {
    second.add(window);
  }

  @Override
  public void progress(RunProgress progress) {
    RunProgress before = previous == null ? nothingYet(progress) : previous;
    if (progress.watermarkMicros() > before.watermarkMicros()) {
      if (lines++ % LINES_PER_HEADER == 0) {
        out.println(style.faint(SecondLine.HEADER));
      }
      long elapsed = progress.watermarkMicros() - startMicros;
      out.println(second.text(before, progress, elapsed, now()));
      second = new SecondLine();
      previous = progress;
    }
  }

  @Override
  public void fault(FaultEvent event) {
    if (IN_EFFECT.contains(event.phase())) {
      faultsInEffect.put(event.fault(), event.phase());
    } else {
      faultsInEffect.remove(event.fault());
    }
    if (NEWS.contains(event.phase())) {
      news(
          event.atMicros(),
          style.notable("fault %s %s".formatted(event.fault(), event.phase()))
              + (event.detail().isEmpty() ? "" : ": " + event.detail()));
    }
  }

  @Override
  public void regression(RegressionEvent event) {
    Attribution attribution = event.explanation().attribution();
    Attribution known = openRegressions.put(event.id(), attribution);
    if (event.phase() == RegressionPhase.RESOLVED) {
      openRegressions.remove(event.id());
    }
    if (event.phase() != RegressionPhase.UPDATED || attribution != known) {
      news(event.atMicros(), regressionNews(event));
    }
  }

  private String regressionNews(RegressionEvent event) {
    String what = "regression %s: ".formatted(Wording.lower(event.phase()));
    String attribution = Wording.attribution(event);
    return style.notable(what)
        + Wording.degradation(event.degradation())
        + ", "
        + (event.explanation().attribution() == Attribution.EXPLAINED
            ? style.good(attribution)
            : style.bad(attribution));
  }

  private String now() {
    List<String> parts = new ArrayList<>();
    faultsInEffect.forEach((fault, phase) -> parts.add(fault + " " + phase));
    if (!openRegressions.isEmpty()) {
      int open = openRegressions.size();
      parts.add(open + (open == 1 ? " open regression" : " open regressions"));
    }
    return style.notable(String.join(", ", parts));
  }

  private void news(long atMicros, String text) {
    out.println("%6s %s".formatted(Wording.elapsed(atMicros - startMicros), text));
  }

  private RunProgress nothingYet(RunProgress first) {
    return new RunProgress(
        first.runId(), startMicros, false, 0, 0, 0, 0, 0, 0, GeneratorHealth.PERFECT);
  }
}
