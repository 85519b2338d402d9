package dev.faultline.cli.command;

import dev.faultline.cli.plan.PlanView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code faultline plan}: what a plan would do, without starting anything. */
@Command(
    name = "plan",
    description = "Draws the load of a plan and says when its faults come; starts nothing.",
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {

  private static final int LEAST_WIDTH = 10;
  private static final int MOST_WIDTH = 1000;

  @Spec private CommandSpec spec;
  @Mixin private PlanOptions plan;

  @Option(
      names = "--width",
      paramLabel = "COLUMNS",
      defaultValue = "64",
      description = "How wide the charts are (default: ${DEFAULT-VALUE}).")
  private int width;

  @Override
  public Integer call() {
    if (width < LEAST_WIDTH || width > MOST_WIDTH) {
      throw new ParameterException(
          spec.commandLine(),
          "--width must be from %d to %d, not %d".formatted(LEAST_WIDTH, MOST_WIDTH, width));
    }
    return plan.read(spec.commandLine().getErr())
        .map(
            read -> {
              PlanView.lines(read.plan(), width).forEach(spec.commandLine().getOut()::println);
              return ExitCode.PASS.number();
            })
        .orElse(ExitCode.BAD_INPUT.number());
  }
}
