package dev.faultline.cli.console;

import dev.faultline.cli.run.RunRecord;
import dev.faultline.core.regression.Attribution;
import dev.faultline.core.regression.Degradation;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.run.Verdict;
import dev.faultline.core.verdict.FaultReport;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.verdict.ThresholdResult;
import java.util.ArrayList;
import java.util.List;

/** What a run came to, in a few lines. */
public final class VerdictBlock {

  private final Style style;

  public VerdictBlock(Style style) {
    this.style = style;
  }

  /**
   * The lines to print.
   *
   * @param report where the report can be opened
   */
  public List<String> lines(RunRecord run, String report) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    run.verdict().ifPresent(verdict -> addVerdict(lines, verdict));
    run.unfinished().ifPresent(reason -> lines.add(style.bad("no verdict") + ": " + reason));
    run.cautions().forEach(caution -> lines.add(style.notable("caution") + ": " + caution));
    lines.add("report: " + report);
    return lines;
  }

  private void addVerdict(List<String> lines, RunVerdict verdict) {
    String early = verdict.aborted() ? " (ended early)" : "";
    lines.add("verdict " + painted(verdict.verdict()) + early + ": " + verdict.plan());
    verdict.reasons().forEach(reason -> lines.add("  " + reason));
    addSection(lines, "regressions", verdict.regressions(), r -> regression(verdict, r));
    addSection(lines, "faults", verdict.faults(), fault -> List.of(fault(fault)));
    addSection(
        lines, "thresholds", verdict.thresholds(), result -> List.of(threshold(verdict, result)));
  }

  private static <T> void addSection(
      List<String> lines,
      String title,
      List<T> items,
      java.util.function.Function<T, List<String>> text) {
    if (!items.isEmpty()) {
      lines.add(title);
      items.forEach(item -> text.apply(item).forEach(line -> lines.add("  " + line)));
    }
  }

  private List<String> regression(RunVerdict verdict, RegressionEvent event) {
    Degradation degradation = event.degradation();
    String until =
        degradation.endMicros().isPresent()
            ? Wording.elapsed(degradation.endMicros().getAsLong() - verdict.startMicros())
            : "the end";
    String attribution = Wording.attribution(event);
    return List.of(
        "%s  %s, from %s to %s"
            .formatted(
                event.explanation().attribution() == Attribution.UNEXPLAINED
                    ? style.bad(attribution)
                    : style.good(attribution),
                Wording.degradation(degradation),
                Wording.elapsed(degradation.onsetMicros() - verdict.startMicros()),
                until),
        "  " + event.explanation().evidence() + times(event));
  }

  private static String times(RegressionEvent event) {
    StringBuilder text = new StringBuilder();
    event
        .explanation()
        .timeToDetectMicros()
        .ifPresent(micros -> text.append("; detected after ").append(Wording.seconds(micros)));
    event
        .explanation()
        .timeToRecoverMicros()
        .ifPresent(
            micros ->
                text.append("; recovered ").append(Wording.seconds(micros)).append(" after heal"));
    return text.toString();
  }

  private String fault(FaultReport fault) {
    boolean silent = fault.activeMicros().isPresent() && !fault.effective();
    return "%s  %s on %s %s%s"
        .formatted(
            fault.fault(),
            fault.kind(),
            fault.target(),
            fault.phase(),
            silent ? style.notable(", NO_EFFECT on any series") : "");
  }

  private String threshold(RunVerdict verdict, ThresholdResult result) {
    String observed =
        result.observed().isPresent()
            ? "observed " + Wording.number(result.observed().getAsDouble())
            : "no data";
    return "%s  %s %s, %s%s"
        .formatted(
            result.held() ? style.good("held  ") : style.bad("broken"),
            result.metric(),
            result.expression(),
            observed,
            abort(verdict, result));
  }

  private static String abort(RunVerdict verdict, ThresholdResult result) {
    return result.abortedAtMicros().isEmpty()
        ? ""
        : " when it asked for the end of the run at "
            + Wording.elapsed(result.abortedAtMicros().getAsLong() - verdict.startMicros());
  }

  private String painted(Verdict verdict) {
    return switch (verdict) {
      case PASS -> style.good("PASS");
      case FAIL -> style.bad("FAIL");
      case INCONCLUSIVE -> style.notable("INCONCLUSIVE");
    };
  }
}
