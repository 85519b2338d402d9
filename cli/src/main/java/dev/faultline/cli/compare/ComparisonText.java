package dev.faultline.cli.compare;

import dev.faultline.cli.compare.RunComparison.Conclusion;
import dev.faultline.cli.compare.StepComparison.InBoth;
import dev.faultline.cli.compare.StepComparison.OnlyInBaseline;
import dev.faultline.cli.compare.StepComparison.OnlyInCurrent;
import java.util.ArrayList;
import java.util.List;

/** A comparison for the terminal. */
public final class ComparisonText {

  private static final String ROW = "  %-12s %12s %12s %12s  %s";

  private ComparisonText() {}

  /** The lines to print. */
  public static List<String> lines(RunComparison comparison) {
    List<String> lines = new ArrayList<>();
    lines.add(run("baseline", comparison.baseline()));
    lines.add(run("current ", comparison.current()));
    comparison.doubts().forEach(doubt -> lines.add("note: " + doubt));
    lines.add("");
    lines.add(ROW.formatted("", "baseline", "current", "change", "").stripTrailing());
    comparison.steps().forEach(step -> add(lines, step));
    Conclusion conclusion = comparison.conclusion();
    lines.add("");
    lines.add(conclusion.verdict() + ": " + conclusion.reason());
    return lines.stream().map(line -> line.replace('\u00A0', ' ')).toList();
  }

  private static String run(String role, StoredRun run) {
    return "%s  %s, run %s of %s"
        .formatted(role, run.verdict(), run.summary().run().id(), run.summary().run().plan());
  }

  private static void add(List<String> lines, StepComparison step) {
    String name = step.scenario() + " / " + step.step();
    switch (step) {
      case OnlyInBaseline _ -> lines.add(name + "  only in the baseline");
      case OnlyInCurrent _ -> lines.add(name + "  only in the current run");
      case InBoth both -> {
        lines.add(name);
        both.changes().forEach(change -> lines.add(row(change)));
      }
    }
  }

  private static String row(Change change) {
    return ROW.formatted(
            change.figure().label(),
            change.figure().written(change.baseline()),
            change.figure().written(change.current()),
            change.moved(),
            change.remark())
        .stripTrailing();
  }
}
