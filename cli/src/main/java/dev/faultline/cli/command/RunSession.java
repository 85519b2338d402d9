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
import dev.faultline.cli.run.RunObservers;
import dev.faultline.cli.run.RunOutcome;
import dev.faultline.cli.run.RunRecord;
import dev.faultline.cli.run.RunRequest;
import dev.faultline.cli.run.StopSignal;
import dev.faultline.cli.run.StoppedException;
import dev.faultline.cli.run.UnreachableException;
import dev.faultline.core.time.Clock;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** One run as its user meets it: the live view, the report, the verdict, the exit code. */
final class RunSession {

  private final CommandLine command;
  private final PrintWriter out;
  private final RunOptions options;
  private final Style style = Style.ofThisProcess();

  RunSession(CommandLine command, RunOptions options) {
    this.command = command;
    this.out = command.getOut();
    this.options = options;
  }

  /** Runs it to its end and shows it meanwhile. */
  RunOutcome conduct(RunRequest request, Clock clock, RunObserver more)
      throws UnreachableException, StoppedException, RunFailedException {
    makeSureOf(request.out());
    new KilledRuns(request.out()).clean().forEach(out::println);
    StopSignal stop = new StopSignal(ExitCode.ABORTED.number());
    stop.listen();
    RunObserver view = options.quiet ? new RunObserver() {} : new ConsoleView(out, style);
    return new Conductor(clock, new SecureRandom(), stop)
        .conduct(request, new RunObservers(List.of(view, more)));
  }

  /**
   * Writes the report and says what the run came to.
   *
   * @param record what is to be reported: the outcome's record, perhaps with more facts
   */
  ExitCode conclude(RunOutcome outcome, RunRecord record) {
    ExitCode exitCode = exitCode(outcome);
    Optional<String> failure = writeReport(outcome.folder(), record, exitCode);
    String report = failure.orElse(outcome.folder().resolve(RunReport.PAGE).toString());
    new VerdictBlock(style).lines(record, report).forEach(out::println);
    return failure.isPresent() ? ExitCode.INTERNAL_ERROR : exitCode;
  }

  /** A run without an end of its own is through when it is stopped and judged. */
  private static boolean endsThatWay(RunOutcome outcome) {
    return outcome.record().plan().isEndless() && outcome.ending() instanceof Ending.Judged;
  }

  /** A report that cannot be written must not hide the verdict. */
  private static Optional<String> writeReport(Path folder, RunRecord record, ExitCode exitCode) {
    try {
      RunReport.write(folder, record, exitCode.number());
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.of("could not be written: " + e);
    }
  }

  private void makeSureOf(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new ParameterException(command, "--out: the folder '" + folder + "' cannot be made", e);
    }
  }

  private static ExitCode exitCode(RunOutcome outcome) {
    if (outcome.ending() instanceof Ending.PartFailed) {
      return ExitCode.INTERNAL_ERROR;
    }
    if (outcome.stopped() && !endsThatWay(outcome)) {
      return ExitCode.ABORTED;
    }
    return switch (outcome.ending()) {
      case Ending.Judged judged -> ExitCode.of(judged.verdict());
      case Ending.Unfinished _, Ending.PartFailed _ -> ExitCode.INCONCLUSIVE;
    };
  }
}
