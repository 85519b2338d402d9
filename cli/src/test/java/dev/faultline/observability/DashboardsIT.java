package dev.faultline.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.faultline.cli.process.FreePorts;
import dev.faultline.observability.PrometheusServer.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One run with everything in it, scraped by a real Prometheus: every panel has data, every metric
 * is documented, and the alert that somebody must hear fires.
 */
@Tag("slow")
@EnabledIf(value = Installed.PROMETHEUS, disabledReason = Installed.HOW_TO)
class DashboardsIT {

  private static final String OURS = "{__name__=~\"faultline_.+\"}";
  private static final Set<String> OF_EVERY_TARGET = Set.of("__name__", "job", "instance");
  private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");

  private static PrometheusServer prometheus;
  private static Span span;
  private static final Map<String, String> types = new HashMap<>();

  @BeforeAll
  static void runOnce(@TempDir Path folder) throws Exception {
    Path program = Installed.file("prometheus");
    List<Integer> ports = new FreePorts(new Random()).find(2);
    prometheus = PrometheusServer.start(program, ports.get(0), ports.get(1));
    prometheus.awaitReady();
    long start = Instant.now().getEpochSecond();
    try (DemoProcess demo = DemoProcess.start(folder, ports.get(1))) {
      await("the run to end").atMost(Duration.ofMinutes(4)).until(() -> noteTypes(demo.ended()));
      demo.assertJudged();
    }
    span = new Span(start, Instant.now().getEpochSecond());
  }

  /** Prometheus forgets the types of what it does not scrape any more, so they are noted early. */
  private static boolean noteTypes(boolean over) {
    prometheus
        .get("metadata", Map.of())
        .properties()
        .forEach(family -> types.put(family.getKey(), family.getValue().at("/0/type").asText()));
    return over;
  }

  @AfterAll
  static void leavesNothing() {
    if (prometheus != null) {
      prometheus.close();
      assertThat(prometheus.process().isAlive()).isFalse();
      assertThat(prometheus.folder()).doesNotExist();
    }
  }

  static Stream<Dashboard.Query> queries() throws IOException {
    return Dashboard.all().stream().flatMap(Dashboard::queries);
  }

  static Stream<String> variables() throws IOException {
    return Dashboard.all().stream()
        .flatMap(dashboard -> dashboard.queriedVariables().stream())
        .map(variable -> variable.at("/query/query").asText());
  }

  @ParameterizedTest
  @MethodSource("queries")
  void hasData(Dashboard.Query query) {
    assertThat(prometheus.numbers(substituted(query.expression()), span)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("variables")
  void canBeChosen(String query) {
    Matcher parts = LABEL_VALUES.matcher(substituted(query));
    assertThat(parts.matches()).as(query).isTrue();

    assertThat(
            prometheus.get(
                "label/" + parts.group(2) + "/values", span.with("match[]", parts.group(1))))
        .isNotEmpty();
  }

  /** All but what only a plan with deliveries has, which the demo's is not. */
  private static Map<String, DocumentedMetrics.Metric> documented() throws IOException {
    Map<String, DocumentedMetrics.Metric> all =
        new HashMap<>(new DocumentedMetrics().startingWith("faultline_"));
    assertThat(all.remove("faultline_deliveries_total")).isNotNull();
    return all;
  }

  @Test
  void whatIsExposedIsWhatIsDocumented() throws IOException {
    Map<String, Set<String>> exposed =
        prometheus
            .get("series", span.with("match[]", OURS))
            .valueStream()
            .collect(
                Collectors.toMap(
                    series -> series.path("__name__").asText(),
                    DashboardsIT::labels,
                    (some, more) -> {
                      assertThat(more).isEqualTo(some);
                      return some;
                    }));

    Map<String, Set<String>> documented =
        documented().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().labels()));
    assertThat(exposed).isEqualTo(documented);
  }

  @Test
  void typesAreThoseThatAreDocumented() throws IOException {
    documented()
        .forEach(
            (name, metric) -> {
              boolean isPart = metric.type().equals("summary");
              String family = isPart ? name.substring(0, name.lastIndexOf('_')) : name;
              assertThat(types).containsEntry(family, metric.type());
            });
  }

  @Test
  void aRunsIdIsALabelOfItsInfoOnly() {
    assertThat(prometheus.get("series", span.with("match[]", "{run_id=~\".+\"}")).valueStream())
        .isNotEmpty()
        .allMatch(series -> series.path("__name__").asText().equals("faultline_run_info"));
  }

  @Test
  void theSurpriseRaisesTheAlertAndTheFaultDoesNot() {
    String firing = "ALERTS{alertname=\"%s\",alertstate=\"firing\"}";

    assertThat(prometheus.numbers(firing.formatted("FaultlineUnexplainedRegression"), span))
        .isNotEmpty();
    assertThat(prometheus.numbers(firing.formatted("FaultlineFaultStuckActive"), span)).isEmpty();
    assertThat(prometheus.numbers(firing.formatted("FaultlineDeadLetters"), span)).isEmpty();
  }

  /** As Grafana does it when all is chosen and Prometheus scrapes each second. */
  private static String substituted(String query) {
    return query
        .replace("$__rate_interval", "4s")
        .replace("$__range", (span.endSecond() - span.startSecond()) + "s")
        .replaceAll("\\$\\w+", ".*");
  }

  private static Set<String> labels(JsonNode series) {
    return series
        .propertyStream()
        .map(Map.Entry::getKey)
        .filter(label -> !OF_EVERY_TARGET.contains(label))
        .collect(Collectors.toSet());
  }
}
