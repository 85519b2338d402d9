package dev.faultline.cli.command;

import dev.faultline.cli.console.Style;
import dev.faultline.cli.process.FreePorts;
import dev.faultline.cli.replay.RecordedRun;
import dev.faultline.cli.replay.ReplaySession;
import dev.faultline.cli.run.StopSignal;
import dev.faultline.core.plan.Plan;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code faultline replay}: whether a recorded run comes to the same answer again. */
@Command(
    name = "replay",
    description = {
      "Runs a recorded run through aggregator and detector again and compares the answers,",
      "byte for byte. The recording is only read."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "  0:identical; with --thresholds: PASS",
      "  1:different (also with --thresholds, in what they have no part in), or an internal error",
      " 99:with --thresholds: FAIL",
      "  3:with --thresholds: INCONCLUSIVE, or no verdict",
      "104:the recording, the thresholds or the arguments are wrong; nothing was replayed",
      "105:ended by Ctrl-C"
    })
final class ReplayCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "The run's folder, for example runs/<runId>.")
  private Path run;

  @Option(
      names = "--thresholds",
      paramLabel = "FILE",
      description =
          "Judges by the thresholds in this file, a plan or a file with nothing but 'thresholds:',"
              + " and shows what that changes.")
  private Path thresholds;

  @Override
  public Integer call() throws Exception {
    RecordedRun recorded = RecordedRun.open(run);
    if (thresholds == null) {
      return (session(recorded).again() ? ExitCode.PASS : ExitCode.INTERNAL_ERROR).number();
    }
    Optional<Plan> plan =
        PlanFile.readThresholds(thresholds, recorded.plan(), spec.commandLine().getErr());
    return plan.isEmpty()
        ? ExitCode.BAD_INPUT.number()
        : exitCode(session(recorded).with(plan.get())).number();
  }

  private static ExitCode exitCode(ReplaySession.Changed changed) {
    return switch (changed) {
      case ReplaySession.Changed.Judged judged -> ExitCode.of(judged.verdict());
      case ReplaySession.Changed.NotJudged _ -> ExitCode.INCONCLUSIVE;
      case ReplaySession.Changed.Different _ -> ExitCode.INTERNAL_ERROR;
    };
  }

  private ReplaySession session(RecordedRun recorded) {
    StopSignal stop = new StopSignal(ExitCode.ABORTED.number());
    stop.listen();
    return new ReplaySession(
        recorded,
        new FreePorts(new SecureRandom()),
        stop,
        spec.commandLine().getOut(),
        Style.ofThisProcess(),
        Style.onTerminal());
  }
}
