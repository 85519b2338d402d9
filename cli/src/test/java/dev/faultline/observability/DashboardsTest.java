package dev.faultline.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Rectangle;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The dashboards are what Grafana expects, and ask for nothing that does not exist. */
class DashboardsTest {

  private static final int COLUMNS = 24;
  private static final int GRAFANA_11 = 39;
  private static final Set<String> PANEL_TYPES =
      Set.of("row", "stat", "timeseries", "state-timeline", "table", "bargauge");
  private static final Set<String> PANEL_KEYS =
      Set.of(
          "id",
          "type",
          "title",
          "description",
          "datasource",
          "gridPos",
          "targets",
          "fieldConfig",
          "options",
          "transformations",
          "collapsed",
          "panels");
  private static final Set<String> BUILT_IN = Set.of("__rate_interval", "__range");
  private static final Set<String> OF_EVERY_TARGET = Set.of("job", "instance");
  private static final Pattern LEGEND_LABEL = Pattern.compile("\\{\\{(\\w+)}}");

  private final Map<String, DocumentedMetrics.Metric> documented;

  DashboardsTest() throws IOException {
    documented = new DocumentedMetrics().all();
  }

  static List<Dashboard> dashboards() throws IOException {
    return Dashboard.all();
  }

  static Stream<Dashboard.Query> queries() throws IOException {
    return Dashboard.all().stream().flatMap(Dashboard::queries);
  }

  @Test
  void oneIsForARunAndOneForFaultlineItselfAndTheyLeadToEachOther() throws IOException {
    List<Dashboard> all = Dashboard.all();
    Set<String> uids = all.stream().map(Dashboard::uid).collect(Collectors.toSet());

    assertThat(all).extracting(Dashboard::name).containsExactly("faultline.json", "run.json");
    assertThat(uids).hasSize(2);
    assertThat(all)
        .allSatisfy(
            dashboard -> {
              String link = dashboard.json().at("/links/0/url").asText();
              assertThat(link).startsWith("/d/").isNotEqualTo("/d/" + dashboard.uid());
              assertThat(uids).contains(link.substring("/d/".length()));
            });
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void isOfAVersionThatGrafana11Reads(Dashboard dashboard) {
    JsonNode json = dashboard.json();

    assertThat(json.path("schemaVersion").asInt()).isGreaterThanOrEqualTo(GRAFANA_11);
    assertThat(json.path("title").asText()).startsWith("Faultline");
    assertThat(json.has("id")).as("Grafana gives ids; a file must not").isFalse();
    assertThat(json.path("time").path("from").asText()).startsWith("now-");
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panelsHaveTheirOwnIdsAndOnlyWhatPanelsHave(Dashboard dashboard) {
    assertThat(dashboard.panels())
        .extracting(panel -> panel.path("id").asInt())
        .doesNotHaveDuplicates()
        .allMatch(id -> id > 0);
    assertThat(dashboard.panels())
        .allSatisfy(
            panel -> {
              assertThat(PANEL_TYPES).contains(panel.path("type").asText());
              assertThat(panel.propertyStream().map(Map.Entry::getKey)).isSubsetOf(PANEL_KEYS);
            });
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panelsDoNotOverlap(Dashboard dashboard) {
    List<Rectangle> places =
        dashboard.panels().stream().map(panel -> place(panel.path("gridPos"))).toList();

    assertThat(places).allMatch(place -> !place.isEmpty() && place.x + place.width <= COLUMNS);
    for (int i = 0; i < places.size(); i++) {
      Rectangle place = places.get(i);
      assertThat(places.subList(i + 1, places.size())).noneMatch(place::intersects);
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panelsSayWhatTheyMeanAndInWhichUnit(Dashboard dashboard) {
    assertThat(dashboard.charts())
        .allSatisfy(
            panel -> {
              JsonNode defaults = panel.at("/fieldConfig/defaults");
              assertThat(panel.path("title").asText()).isNotBlank();
              assertThat(panel.path("description").asText()).hasSizeGreaterThan(60).endsWith(".");
              assertThat(defaults.has("unit") || panel.path("type").asText().equals("table"))
                  .as(panel.path("title").asText() + " has a unit")
                  .isTrue();
              assertThat(defaults.at("/thresholds/steps/0/value").isNull()).isTrue();
            });
    assertThat(dashboard.charts())
        .extracting(panel -> panel.path("title").asText())
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everythingAsksTheChosenPrometheus(Dashboard dashboard) {
    List<JsonNode> asking =
        Stream.of(
                dashboard.charts().stream(),
                dashboard.charts().stream().flatMap(panel -> panel.path("targets").valueStream()),
                dashboard.annotations().stream(),
                dashboard.queriedVariables().stream())
            .flatMap(each -> each)
            .toList();

    assertThat(asking)
        .allSatisfy(
            each -> {
              assertThat(each.at("/datasource/type").asText()).isEqualTo("prometheus");
              assertThat(each.at("/datasource/uid").asText()).isEqualTo("${datasource}");
            });
    assertThat(dashboard.charts())
        .allSatisfy(
            panel ->
                assertThat(panel.path("targets").valueStream().map(each -> each.path("refId")))
                    .isNotEmpty()
                    .doesNotHaveDuplicates());
  }

  /** Grafana's own default is a minute, and most faults would fall between two questions. */
  @ParameterizedTest
  @MethodSource("dashboards")
  void annotationsAreAskedForAsOftenAsPrometheusScrapes(Dashboard dashboard) {
    assertThat(dashboard.annotations())
        .isNotEmpty()
        .allMatch(annotation -> annotation.path("step").asText().equals("5s"));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void variablesThatAreNamedExistAndThoseThatExistAreNamed(Dashboard dashboard) {
    Set<String> declared =
        dashboard.variables().stream()
            .map(variable -> variable.path("name").asText())
            .collect(Collectors.toSet());
    Set<String> named = new HashSet<>(Set.of("datasource"));
    dashboard.queries().forEach(query -> named.addAll(new PromQl(query.expression()).variables()));
    dashboard
        .queriedVariables()
        .forEach(each -> named.addAll(new PromQl(each.at("/query/query").asText()).variables()));
    named.removeAll(BUILT_IN);

    assertThat(named).isEqualTo(declared);
  }

  @ParameterizedTest
  @MethodSource("queries")
  void onlyMetricsAndLabelsThatExistAreAskedFor(Dashboard.Query query) {
    PromQl expression = new PromQl(query.expression());

    assertThat(expression.metrics()).isNotEmpty();
    assertThat(expression.metrics()).allMatch(this::exists);
    expression
        .selectors()
        .forEach((metric, labels) -> assertThat(labelsOf(metric)).containsAll(labels));
    Set<String> labels =
        expression.metrics().stream()
            .flatMap(metric -> labelsOf(metric).stream())
            .collect(Collectors.toSet());
    assertThat(labels).containsAll(expression.groupings());
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void legendsNameLabelsThatTheirQueryLeaves(Dashboard dashboard) {
    for (JsonNode panel : dashboard.charts()) {
      for (JsonNode target : panel.path("targets")) {
        Set<String> left = new PromQl(target.path("expr").asText()).groupings();
        assertThat(
                LEGEND_LABEL
                    .matcher(target.path("legendFormat").asText())
                    .results()
                    .map(label -> label.group(1)))
            .as(panel.path("title").asText())
            .isSubsetOf(left);
      }
    }
  }

  private boolean exists(String metric) {
    return metric.equals("up") || documented.containsKey(metric);
  }

  private Set<String> labelsOf(String metric) {
    Set<String> labels = new HashSet<>(OF_EVERY_TARGET);
    if (documented.containsKey(metric)) {
      labels.addAll(documented.get(metric).labels());
    }
    return labels;
  }

  private static Rectangle place(JsonNode grid) {
    return new Rectangle(
        grid.path("x").asInt(),
        grid.path("y").asInt(),
        grid.path("w").asInt(),
        grid.path("h").asInt());
  }
}
