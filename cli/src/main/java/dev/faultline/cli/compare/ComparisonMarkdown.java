package dev.faultline.cli.compare;

import dev.faultline.cli.compare.RunComparison.Conclusion;
import dev.faultline.cli.compare.StepComparison.InBoth;
import dev.faultline.cli.compare.StepComparison.OnlyInBaseline;
import dev.faultline.cli.compare.StepComparison.OnlyInCurrent;
import dev.faultline.cli.markdown.Markdown;
import dev.faultline.cli.markdown.MarkdownTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A comparison in GitHub-flavoured Markdown, for comments on a change. */
public final class ComparisonMarkdown {

  private ComparisonMarkdown() {}

  /** The lines to print. */
  public static List<String> lines(RunComparison comparison) {
    Conclusion conclusion = comparison.conclusion();
    List<String> lines = new ArrayList<>();
    lines.add("## Compared with the baseline: " + conclusion.verdict());
    lines.add("");
    lines.add("- " + Markdown.text(conclusion.reason()));
    comparison.doubts().forEach(doubt -> lines.add("- " + Markdown.text(doubt)));
    lines.add(run("baseline", comparison.baseline()));
    lines.add(run("current", comparison.current()));
    lines.add("");
    MarkdownTable table =
        MarkdownTable.of(4, "Scenario", "Step", "Figure", "", "Baseline", "Current", "Change");
    comparison.steps().forEach(step -> add(table, step));
    lines.addAll(table.lines());
    return lines;
  }

  private static String run(String role, StoredRun run) {
    return "- %s: %s, run %s of %s"
        .formatted(
            role,
            run.verdict(),
            Markdown.code(run.summary().run().id()),
            Markdown.code(Objects.toString(run.summary().run().plan(), "?")));
  }

  private static void add(MarkdownTable table, StepComparison step) {
    String scenario = Markdown.code(step.scenario());
    String name = Markdown.code(step.step());
    switch (step) {
      case OnlyInBaseline _ -> table.row(scenario, name, "only in the baseline", "", "", "", "");
      case OnlyInCurrent _ -> table.row(scenario, name, "only in the current run", "", "", "", "");
      case InBoth both ->
          both.changes().forEach(change -> table.row(cells(scenario, name, change)));
    }
  }

  private static String[] cells(String scenario, String step, Change change) {
    String remark = change.remark();
    return new String[] {
      scenario,
      step,
      change.figure().label(),
      remark.isEmpty() ? "" : "**" + remark + "**",
      change.figure().written(change.baseline()),
      change.figure().written(change.current()),
      change.moved()
    };
  }
}
