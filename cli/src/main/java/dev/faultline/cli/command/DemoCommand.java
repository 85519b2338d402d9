package dev.faultline.cli.command;

import dev.faultline.chaos.guard.GuardLimits;
import dev.faultline.cli.demo.Demo;
import dev.faultline.cli.demo.Length;
import dev.faultline.cli.process.FreePorts;
import dev.faultline.cli.run.Planted;
import dev.faultline.cli.run.RunOutcome;
import dev.faultline.cli.run.RunRequest;
import dev.faultline.core.time.Clock;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code faultline demo}: the main job on a target of our own, with a known answer. */
@Command(
    name = "demo",
    description = {
      "Shows the main job on a sample target: one fault, and one slow-down that nobody announces.",
      "Exits 0 when the run found exactly what was planted, 1 when not."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private RunOptions options;

  @Option(names = "--no-slowdown", description = "Leaves the unannounced slow-down out.")
  private boolean noSlowdown;

  @Option(names = "--quick", description = "Takes half the time, with less to see.")
  private boolean quick;

  @Override
  public Integer call() throws Exception {
    Clock clock = Clock.system();
    Length length = quick ? Length.QUICK : Length.FULL;
    FreePorts ports = new FreePorts(new SecureRandom());
    try (Demo demo = new Demo(length, !noSlowdown, ports, clock)) {
      Optional<PlanFile> read =
          PlanFile.read(plan(), demo.parameters(), spec.commandLine().getErr());
      return read.isEmpty() ? ExitCode.BAD_INPUT.number() : run(demo, read.get(), clock).number();
    }
  }

  private ExitCode run(Demo demo, PlanFile read, Clock clock) throws Exception {
    RunSession session = new RunSession(spec.commandLine(), options);
    RunRequest request =
        new RunRequest(
            read.plan(),
            read.source(),
            options.out,
            Optional.empty(),
            options.metricsPort,
            GuardLimits.defaults(),
            List.of(demo.target()));
    RunOutcome outcome = session.conduct(request, clock, demo.observer());
    Optional<Planted> planted = outcome.record().verdict().map(demo::compare);
    if (planted.isEmpty() || outcome.stopped()) {
      return session.conclude(outcome, outcome.record());
    }
    session.conclude(outcome, outcome.record().with(planted.get()));
    spec.commandLine().getOut().println(planted.get().sentence());
    return planted.get().found() ? ExitCode.PASS : ExitCode.INTERNAL_ERROR;
  }

  private static Path plan() {
    return Path.of(System.getProperty("faultline.home", ".")).resolve("plans/demo.yaml");
  }
}
