package dev.faultline.cli.command;

import dev.faultline.core.run.PlanSource;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which plan, and how it differs from what is written in it. */
final class PlanOptions {

  @Parameters(paramLabel = "PLAN", description = "The plan, a YAML file.")
  private Path plan;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "Replaces the plan's default of a parameter; may be repeated.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(
      names = "--speedup",
      paramLabel = "N",
      description = {
        "Divides the times of stages and faults by N.",
        "Rates, users, timeouts, think times and thresholds stay."
      })
  private String speedup;

  /** Reads the plan, or prints all that is wrong with it. */
  Optional<PlanFile> read(PrintWriter err) {
    if (speedup != null) {
      parameters.put(PlanSource.SPEEDUP, speedup);
    }
    return PlanFile.read(plan, parameters, err);
  }
}
