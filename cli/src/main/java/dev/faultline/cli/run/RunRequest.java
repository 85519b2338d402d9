package dev.faultline.cli.run;

import dev.faultline.chaos.guard.GuardLimits;
import dev.faultline.cli.process.ChildSpec;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.run.PlanSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What somebody wants to run.
 *
 * @param source what {@code plan} was read from; the services read it again
 * @param out the folder in which the run gets its own folder
 * @param bootstrap the users' Kafka, on which the services are; empty: all in this process
 * @param metricsPort where this process serves its metrics, 0 for a free port
 * @param guard what the plan's faults may touch when all is in this process
 * @param children processes that stand before the run begins and end after it
 */
public record RunRequest(
    Plan plan,
    PlanSource source,
    Path out,
    Optional<String> bootstrap,
    int metricsPort,
    GuardLimits guard,
    List<ChildSpec> children) {

  public RunRequest {
    children = List.copyOf(children);
  }
}
