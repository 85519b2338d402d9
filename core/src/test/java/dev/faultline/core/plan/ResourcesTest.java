package dev.faultline.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.resource.Exposition;
import dev.faultline.core.run.PlanSource;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResourcesTest {

  private static final String PLAN =
      """
      name: shop
      targets: { shop: { http: 'http://127.0.0.1:18080' } }
      scenarios:
        order:
          target: shop
          load: { stages: [constant: { rate: 1, duration: 1m }] }
          steps: [{ name: order, request: { path: / } }]
      """;

  @Test
  void processesAndEndpointsAreRead() {
    Plan plan =
        valid(
            """
            resources:
              checkout: { process: { port: 18080 } }
              payments: { every: 1s, process: { pidFile: /run/payments.pid } }
              worker: { process: { command: worker.jar } }
              gateway:
                every: 15s
                prometheus: http://127.0.0.1:9090/metrics
                metrics:
                  heap: 'jvm_memory_used_bytes{area="heap"}'
                  files: process_open_fds
            """);

    assertThat(plan.resources())
        .containsExactly(
            new ResourceSpec("checkout", Duration.ofSeconds(5), new ResourceSource.Port(18080)),
            new ResourceSpec(
                "payments", Duration.ofSeconds(1), new ResourceSource.PidFile("/run/payments.pid")),
            new ResourceSpec(
                "worker", Duration.ofSeconds(5), new ResourceSource.Command("worker.jar")),
            new ResourceSpec(
                "gateway",
                Duration.ofSeconds(15),
                new ResourceSource.Prometheus(
                    URI.create("http://127.0.0.1:9090/metrics"),
                    Map.of(
                        "heap",
                        new Exposition.Selector("jvm_memory_used_bytes", Map.of("area", "heap")),
                        "files",
                        new Exposition.Selector("process_open_fds", Map.of())))));
    assertThat(plan.faster(10).resources())
        .extracting(ResourceSpec::every)
        .containsExactly(
            Duration.ofMillis(500),
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofMillis(1500));
  }

  @Test
  void thresholdsMayBeAboutThem() {
    Plan plan =
        valid(
            """
            resources: { checkout: { process: { port: 18080 } } }
            thresholds:
              resource_used{resource:checkout,measure:rss}: max<500000000
              resource_growth_per_hour{resource:checkout,measure:open_files}: value<10
            """);

    assertThat(plan.thresholds()).hasSize(2);
  }

  @Test
  void mistakesHaveTheirPlaceAndTheFix() {
    assertThat(
            problems(
                """
                resources:
                  a: {}
                  b: { process: { port: 70000 } }
                  c: { every: 1ms, process: { port: 1, command: x } }
                  d: { prometheus: 'ftp://host/metrics', metrics: { heap: '1st' } }
                  e: { prometheus: 'http://host/metrics' }
                  f: { process: { port: 1 }, metrics: { heap: x } }
                """))
        .containsExactly(
            "9:3 'a' has none of process, prometheus; expected exactly one of process, prometheus",
            "10:25 '70000' is not a port; expected a port from 1 to 65535",
            "11:15 '1ms' is not a time between samples; expected a duration from 100ms such as 1s"
                + " or 5s",
            "11:40 'command' beside 'port' in 'process'; expected exactly one of pidFile, port,"
                + " command",
            "12:20 'ftp://host/metrics' is not an address; expected http://host:port/path",
            "12:59 '1st' is not a metric; expected a metric such as process_open_fds or"
                + " jvm_memory_used_bytes{area=\"heap\"}",
            "13:3 'metrics' in 'e' is missing; expected a map from names to metrics of the endpoint",
            "14:30 'metrics' without 'prometheus'; expected none: of a process cpu, rss, open_files"
                + " and threads are measured");
  }

  @Test
  void mistakesInThresholdsAboutThemToo() {
    assertThat(
            problems(
                """
                resources: { checkout: { process: { port: 18080 } } }
                thresholds:
                  resource_used: max<5
                  resource_used{resource:chekout,measure:rss}: max<5
                  resource_used{resource:checkout,measure:rrs}: max<5
                  resource_growth_per_hour{resource:checkout,measure:rss}: rate<5
                  requests{resource:checkout}: count>5
                  resource_used{resource:checkout,measure:cpu}:
                    { threshold: max<5, abortOnFail: true }
                """))
        .containsExactly(
            "10:3 'resource_used' does not say of what; expected both tags, as in"
                + " resource_used{resource:name,measure:rss}",
            "11:3 unknown resource 'chekout' in 'resource_used{resource:chekout,measure:rss}';"
                + " did you mean 'checkout'?; expected one of checkout",
            "12:3 unknown measure 'rrs' in 'resource_used{resource:checkout,measure:rrs}';"
                + " did you mean 'rss'?; expected one of cpu, rss, open_files, threads",
            "13:60 'rate' is no aggregate of resource_growth_per_hour in 'rate<5'; expected value",
            "14:3 tag 'resource' of requests at character 10 of 'requests{resource:checkout}';"
                + " expected scenario, step, status or outcome",
            "15:3 'abortOnFail' for what a resource uses; expected none: that is judged at the end"
                + " of the run, over all of it");
  }

  private static Plan valid(String more) {
    return switch (read(more)) {
      case PlanOutcome.Valid(Plan plan) -> plan;
      case PlanOutcome.Invalid(var problems) -> throw new AssertionError(problems.toString());
    };
  }

  private static List<String> problems(String more) {
    return switch (read(more)) {
      case PlanOutcome.Valid _ -> throw new AssertionError("the plan is valid");
      case PlanOutcome.Invalid(var problems) ->
          problems.stream()
              .map(
                  each ->
                      "%d:%d %s; expected %s"
                          .formatted(each.line(), each.column(), each.problem(), each.expected()))
              .toList();
    };
  }

  private static PlanOutcome read(String more) {
    return PlanReader.read(new PlanSource("plan.yaml", PLAN + more, Map.of()));
  }
}
