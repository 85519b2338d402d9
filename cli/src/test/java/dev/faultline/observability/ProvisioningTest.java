package dev.faultline.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Prometheus, Grafana and Alertmanager are given fits the services and each other. */
class ProvisioningTest {

  private static final Path GRAFANA = Path.of("..", "observability", "grafana", "provisioning");
  private static final Path PROMETHEUS = AlertRules.FOLDER.resolve("prometheus.yml");
  private static final Path ALERTMANAGER =
      Path.of("..", "observability", "alertmanager", "alertmanager.yml");

  @ParameterizedTest
  @ValueSource(strings = {"generator", "chaos-injector", "aggregator", "regression-detector"})
  void everyServiceIsScrapedUnderItsNameAndAtItsPort(String service) throws IOException {
    Properties app = new Properties();
    Path settings = Path.of("..", service, "src/main/resources/application.properties");
    try (InputStream text = Files.newInputStream(settings)) {
      app.load(text);
    }

    assertThat(AlertRules.maps(AlertRules.read(PROMETHEUS), "scrape_configs"))
        .filteredOn(job -> service.equals(job.get("job_name")))
        .singleElement()
        .satisfies(
            job ->
                assertThat(AlertRules.maps(job, "static_configs").getFirst().get("targets"))
                    .isEqualTo(List.of(service + ":" + app.getProperty("quarkus.http.port"))));
  }

  @Test
  void grafanaAsksAsOftenAsPrometheusScrapes() throws IOException {
    Map<?, ?> global = (Map<?, ?>) AlertRules.read(PROMETHEUS).get("global");
    Map<?, ?> source = only("datasources/prometheus.yml", "datasources");

    assertThat(source.get("type")).isEqualTo("prometheus");
    assertThat(source.get("uid")).isEqualTo("prometheus");
    assertThat(source.get("url")).isEqualTo("http://prometheus:9090");
    assertThat(((Map<?, ?>) source.get("jsonData")).get("timeInterval"))
        .isEqualTo(global.get("scrape_interval"));
  }

  @Test
  void grafanaFindsTheDashboardsWhereTheyAreMounted() throws IOException {
    Map<?, ?> provider = only("dashboards/faultline.yml", "providers");

    assertThat(provider.get("type")).isEqualTo("file");
    assertThat(((Map<?, ?>) provider.get("options")).get("path"))
        .isEqualTo("/var/lib/grafana/dashboards");
  }

  @Test
  void alertmanagerRoutesBothSeveritiesToReceiversThatExist() throws IOException {
    Map<?, ?> config = AlertRules.read(ALERTMANAGER);
    Map<?, ?> route = (Map<?, ?>) config.get("route");
    Map<?, ?> pages = AlertRules.maps(route, "routes").getFirst();

    assertThat(pages.get("matchers")).isEqualTo(List.of("severity = \"page\""));
    assertThat(AlertRules.maps(config, "receivers").stream().<Object>map(each -> each.get("name")))
        .containsExactlyInAnyOrder(route.get("receiver"), pages.get("receiver"));
  }

  private static Map<?, ?> only(String file, String list) throws IOException {
    List<Map<?, ?>> all = AlertRules.maps(AlertRules.read(GRAFANA.resolve(file)), list);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }
}
