package dev.faultline.cli.command;

import dev.faultline.chaos.guard.Guard;
import dev.faultline.chaos.guard.GuardLimits;
import dev.faultline.chaos.guard.PodLimits;
import dev.faultline.core.plan.Plan;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What a run in this process may touch; services have their own configuration for it. */
final class GuardOptions {

  @Option(
      names = "--allow-namespace",
      paramLabel = "NAME",
      description =
          "Kubernetes namespace whose pods the plan's faults may touch; may be repeated."
              + " None unless given.")
  private Set<String> namespaces = new LinkedHashSet<>();

  @Option(
      names = "--max-pods-percent",
      paramLabel = "PERCENT",
      defaultValue = "" + PodLimits.DEFAULT_MAX_PERCENT,
      description =
          "How many of the pods that match a fault it may hit, rounded up"
              + " (default: ${DEFAULT-VALUE}).")
  private int maxPercent;

  @Option(
      names = "--max-pods",
      paramLabel = "COUNT",
      defaultValue = "" + PodLimits.DEFAULT_MAX_PODS,
      description = "How many pods a fault may hit (default: ${DEFAULT-VALUE}).")
  private int maxPods;

  /**
   * Nothing, for a run on somebody's Kafka.
   *
   * @throws ParameterException when any of the options was given
   */
  static GuardLimits noneFor(CommandLine command) {
    ParseResult given = command.getParseResult();
    for (String option : List.of("--allow-namespace", "--max-pods-percent", "--max-pods")) {
      if (given.hasMatchedOption(option)) {
        throw new ParameterException(
            command,
            option
                + " means nothing with --bootstrap: the chaos-injector there has its own"
                + " faultline.guard configuration");
      }
    }
    return GuardLimits.defaults();
  }

  /**
   * The limits.
   *
   * @throws ParameterException when they are none, or the plan may not run under them
   */
  GuardLimits limitsFor(Plan plan, CommandLine command) {
    try {
      GuardLimits limits =
          GuardLimits.defaults().withPods(new PodLimits(namespaces, maxPercent, maxPods));
      new Guard(limits)
          .objection(plan)
          .ifPresent(
              objection -> {
                throw new ParameterException(command, objection);
              });
      return limits;
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(command, "--" + wrong.getMessage(), wrong);
    }
  }
}
