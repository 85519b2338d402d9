package dev.faultline.aggregator.bench;

import dev.faultline.aggregator.AggregatorService;
import dev.faultline.testkit.bench.Parent;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Files;

/** The aggregator as a service runs it; the application id is its own. */
record ServicePass(Task task) implements Pass {

  @Override
  public void run(String name, Measurement measurement, Parent parent) throws Exception {
    try (AggregatorService service =
        new AggregatorService(
            task.kafka(),
            Files.createTempDirectory("state"),
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))) {
      service.start();
      parent.answer("started");
      parent.request(service::alive);
      measurement.begin();
      parent.request(service::alive);
      measurement.end();
    }
  }
}
