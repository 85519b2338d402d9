package dev.faultline.cli.command;

import dev.faultline.cli.compare.ComparisonMarkdown;
import dev.faultline.cli.compare.ComparisonText;
import dev.faultline.cli.compare.IncomparableRunsException;
import dev.faultline.cli.compare.RunComparison;
import dev.faultline.cli.compare.StoredRun;
import dev.faultline.cli.compare.Tolerance;
import dev.faultline.cli.compare.UnreadableSummaryException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code faultline analyze}: whether a run is worse than another one. */
@Command(
    name = "analyze",
    description = {
      "Compares a run with a baseline, step by step: p50, p95 and p99 of the response time, error"
          + " rate, throughput.",
      "",
      "With --threshold N a figure fails when",
      "  - a percentile is higher than the baseline's by more than N percent,",
      "  - the throughput is lower by more than N percent,",
      "  - the error rate is higher by more than N percent of the baseline's rate and by more than"
          + " 0.1 percentage points (so after a baseline without errors, 0.1 %% may fail).",
      "Getting better never fails. Steps of only one run are shown and not judged."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "  0:nothing is worse by more than the threshold",
      " 99:something is",
      "  3:a run is INCONCLUSIVE or has no verdict, or a figure has no data",
      "104:a summary cannot be read, or the runs have no step in common"
    })
final class AnalyzeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--baseline",
      paramLabel = "RUN",
      required = true,
      description = "What to compare with: the folder of a run, or its summary.json.")
  private Path baseline;

  @Option(
      names = "--current",
      paramLabel = "RUN",
      required = true,
      description = "What to judge: the folder of a run, or its summary.json.")
  private Path current;

  @Option(
      names = "--threshold",
      paramLabel = "PERCENT",
      defaultValue = "10",
      converter = ToleranceConverter.class,
      description = "How much worse a figure may be, in percent (default: ${DEFAULT-VALUE}).")
  private Tolerance tolerance;

  @Option(names = "--markdown", description = "Prints Markdown, for a comment on a change.")
  private boolean markdown;

  @Override
  public Integer call() {
    try {
      RunComparison comparison =
          RunComparison.of(StoredRun.read(baseline), StoredRun.read(current), tolerance);
      (markdown ? ComparisonMarkdown.lines(comparison) : ComparisonText.lines(comparison))
          .forEach(spec.commandLine().getOut()::println);
      return ExitCode.of(comparison.conclusion().verdict()).number();
    } catch (UnreadableSummaryException | IncomparableRunsException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return ExitCode.BAD_INPUT.number();
    }
  }
}
