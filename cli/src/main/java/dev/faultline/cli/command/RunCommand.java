package dev.faultline.cli.command;

import dev.faultline.cli.run.RunObserver;
import dev.faultline.cli.run.RunOutcome;
import dev.faultline.cli.run.RunRequest;
import dev.faultline.core.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code faultline run}: a user's own plan against the user's own target. */
@Command(
    name = "run",
    description = "Runs a plan and explains what happened.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private PlanOptions plan;
  @Mixin private RunOptions options;
  @Mixin private GuardOptions guard;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      converter = BootstrapConverter.class,
      description =
          "Your own Kafka, against which the four services run; without it everything runs here.")
  private String bootstrap;

  @Override
  public Integer call() throws Exception {
    Optional<PlanFile> read = plan.read(spec.commandLine().getErr());
    if (read.isEmpty()) {
      return ExitCode.BAD_INPUT.number();
    }
    RunSession session = new RunSession(spec.commandLine(), options);
    RunOutcome outcome = session.conduct(request(read.get()), Clock.system(), new RunObserver() {});
    return session.conclude(outcome, outcome.record()).number();
  }

  private RunRequest request(PlanFile read) {
    return new RunRequest(
        read.plan(),
        read.source(),
        options.out,
        Optional.ofNullable(bootstrap),
        options.metricsPort,
        bootstrap == null
            ? guard.limitsFor(read.plan(), spec.commandLine())
            : GuardOptions.noneFor(spec.commandLine()),
        List.of());
  }
}
