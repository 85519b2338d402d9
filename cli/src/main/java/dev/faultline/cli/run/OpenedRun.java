package dev.faultline.cli.run;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.run.RunId;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A run whose surroundings stand and which is about to be submitted.
 *
 * @param folder where everything of the run is written
 * @param kafka {@code host:port} of the Kafka that carries it
 * @param metricsUrl where this process serves its metrics, when the parts of the run are in it
 */
public record OpenedRun(
    RunId runId, Plan plan, Path folder, String kafka, Optional<String> metricsUrl) {}
