package dev.faultline.cli.command;

import dev.faultline.core.plan.PlanSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code faultline schema}: what an editor has to know of plans. */
@Command(
    name = "schema",
    description = "Prints the JSON Schema of plans.",
    mixinStandardHelpOptions = true)
final class SchemaCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().getOut().print(PlanSchema.json());
    spec.commandLine().getOut().flush();
  }
}
