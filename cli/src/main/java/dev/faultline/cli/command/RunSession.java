package dev.faultline.cli.command;

import dev.faultline.cli.console.ConsoleView;
import dev.faultline.cli.console.Style;
import dev.faultline.cli.console.VerdictBlock;
import dev.faultline.cli.report.RunReport;
import dev.faultline.cli.run.Conductor;
import dev.faultline.cli.run.Ending;
import dev.faultline.cli.run.KilledRuns;
import dev.faultline.cli.run.RunFailedException;
import dev.faultline.cli.run.RunObserver;
import dev.faultline.cli.run.RunOutcome;
import dev.faultline.cli.run.RunRecord;
import dev.faultline.cli.run.RunRequest;
import dev.faultline.cli.run.StopSignal;
import dev.faultline.cli.run.StoppedException;
import dev.faultline.cli.run.UnreachableException;
import dev.faultline.core.time.Clock;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Random;
import java.util.function.UnaryOperator;
import picocli.CommandLine;

/** One run as its user meets it: the live view, the verdict, the report, the exit code. */
final class RunSession {

  private final PrintWriter out;
  private final PrintWriter err;
  private final RunOptions options;
  private final Style style = Style.ofThisProcess();
}
