package dev.faultline.cli.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code faultline validate}: whether a plan is right, without starting anything. */
@Command(
    name = "validate",
    description = "Says what is wrong with a plan, or ok.",
    mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PLAN", description = "The plan, a YAML file.")
  private Path plan;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "Replaces the plan's default of a parameter.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Override
  public Integer call() {
    return PlanFile.read(plan, parameters, spec.commandLine().getErr())
        .map(
            read -> {
              spec.commandLine().getOut().println("ok");
              return ExitCode.PASS.number();
            })
        .orElse(ExitCode.BAD_INPUT.number());
  }
}
