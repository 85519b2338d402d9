package dev.faultline.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cli.process.FreePorts;
import dev.faultline.observability.DocumentedMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The four services, each in a JVM of its own, against one broker. */
record Services(List<ServiceProcess> processes) implements AutoCloseable {

  private static final List<String> MODULES =
      List.of("generator", "chaos-injector", "aggregator", "regression-detector");
  private static final Pattern SERIES_END = Pattern.compile("[{ ]");

  /** Returns when all of them are ready. */
  static Services start(String bootstrap, Path folder, FreePorts ports) throws IOException {
    Services services = new Services(new ArrayList<>());
    try {
      List<Integer> free = ports.find(MODULES.size());
      for (int i = 0; i < MODULES.size(); i++) {
        services.processes.add(
            ServiceProcess.start(MODULES.get(i), free.get(i), bootstrap, folder));
      }
      services.processes.forEach(ServiceProcess::awaitReady);
      return services;
    } catch (IOException | RuntimeException | Error failure) {
      services.close();
      throw failure;
    }
  }

  void haveDocumentedMetricsAndAreAlive() throws IOException, InterruptedException {
    Set<String> documented = new DocumentedMetrics().all().keySet();
    for (ServiceProcess service : processes) {
      assertThat(ownMetrics(service.get("/metrics")))
          .as("metrics of " + service.module())
          .isNotEmpty()
          .isSubsetOf(documented);
      assertThat(service.get("/q/health/live")).contains("\"UP\"");
    }
  }

  private static List<String> ownMetrics(String text) {
    return text.lines()
        .filter(line -> line.startsWith("faultline_"))
        .map(SERIES_END::split)
        .map(parts -> parts[0])
        .toList();
  }

  @Override
  public void close() {
    processes.forEach(ServiceProcess::close);
  }
}
