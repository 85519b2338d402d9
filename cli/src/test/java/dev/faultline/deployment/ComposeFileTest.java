package dev.faultline.deployment;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.deployment.ComposeFile.Mount;
import dev.faultline.deployment.ComposeFile.Port;
import dev.faultline.deployment.ComposeFile.Service;
import dev.faultline.sample.Options;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docker-compose.yml} and the code agree; no container engine is asked. */
class ComposeFileTest {

  private static final String OURS = "faultline/";

  /** What the image's start script keeps for itself. */
  private static final Set<String> KAFKA_SCRIPT = Set.of("KAFKA_HEAP_OPTS");

  private ComposeFile compose;

  @BeforeEach
  void read() throws IOException {
    compose = ComposeFile.read();
  }

  @Test
  void itUsesEveryImageThatTheBuildMakesAndNoOtherOfOurs() throws Exception {
    String version = Pom.root().version();

    assertThat(images().filter(image -> image.startsWith(OURS)))
        .containsExactlyInAnyOrderElementsOf(
            Pom.withImage().stream()
                .map(pom -> OURS + pom.property("image.name").orElseThrow() + ":" + version)
                .toList());
    assertThat(Pom.root().property("image.prefix")).hasValue("faultline");
  }

  @Test
  void imagesRunAsAUserThatIsNotRoot() throws Exception {
    assertThat(Pom.root().property("image.user").orElseThrow()).matches("[1-9]\\d*");
    assertThat(Pom.root().text("//container/user")).hasValue("${image.user}:${image.user}");
    assertThat(compose.services().values())
        .allSatisfy(
            service -> assertThat(List.of("user", "privileged")).noneMatch(service.json()::has));
  }

  @Test
  void everyImageHasAVersion() {
    assertThat(images()).allSatisfy(image -> assertThat(image).matches("[a-z/-]+:v?\\d.*"));
  }

  @Test
  void theBrokerIsOfTheClientsVersion() throws Exception {
    assertThat(compose.service("kafka").image())
        .isEqualTo("apache/kafka:" + Pom.root().property("kafka.version").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"generator", "chaos-injector", "aggregator", "regression-detector"})
  void aServiceIsReachedWhereItListens(String name) throws Exception {
    int port = Integer.parseInt(applicationProperties(name).getProperty("quarkus.http.port"));
    Service service = compose.service(name);

    assertThat(service.ports()).containsExactly(new Port("127.0.0.1", port, port));
    assertThat(service.healthCheck().orElseThrow())
        .contains("/dev/tcp/127.0.0.1/" + port + " ", "GET /q/health/ready ");
  }

  @Test
  void nothingIsReachedFromOtherMachines() {
    assertThat(compose.services().values().stream().flatMap(service -> service.ports().stream()))
        .isNotEmpty()
        .allSatisfy(port -> assertThat(port.address()).isEqualTo("127.0.0.1"));
  }

  @Test
  void environmentVariablesAreKnownToTheCode() {
    Map<String, Service> services =
        compose.services().values().stream()
            .filter(service -> service.image().startsWith(OURS))
            .filter(service -> !service.environment().isEmpty())
            .collect(toMap(Service::name, service -> service));

    assertThat(services).hasSize(4);
    services.forEach(
        (name, service) ->
            assertThat(service.environment().keySet())
                .as(name)
                .contains("FAULTLINE_KAFKA_BOOTSTRAP_SERVERS")
                .allMatch(ConfigKeys.of(name)::knows));
  }

  @Test
  void theImagesEnvironmentIsKnownToEachService() throws Exception {
    String variable = Pom.root().text("name(//container/environment/*)").orElseThrow();

    assertThat(Stream.of("generator", "chaos-injector", "aggregator", "regression-detector"))
        .allMatch(module -> ConfigKeys.of(module).knows(variable));
  }

  @Test
  void kafkaAcceptsItsConfiguration() {
    Properties properties = new Properties();
    properties.putAll(kafkaProperties());
    KafkaConfig config = KafkaConfig.fromProps(properties, false);

    assertThat(AbstractKafkaConfig.CONFIG_DEF.names()).containsAll(kafkaProperties().keySet());
    assertThat(config.processRoles()).hasToString("Set(broker, controller)");
  }

  @Test
  void kafkaIsReachedFromContainersAndFromTheHost() {
    Map<String, String> kafka = kafkaProperties();
    Port port = compose.service("kafka").ports().getFirst();

    assertThat(kafka.get("listeners")).contains("HOST://:" + port.target());
    assertThat(kafka.get("advertised.listeners").split(",", -1))
        .containsExactlyInAnyOrder(
            "INTERNAL://" + bootstrap("generator"), "HOST://localhost:" + port.published());
    assertThat(Stream.of("chaos-injector", "aggregator", "regression-detector"))
        .allMatch(service -> bootstrap(service).equals(bootstrap("generator")));
  }

  @Test
  void theSampleTargetUnderstandsItsCommand() {
    Service target = compose.service("sample-target");
    Options options = Options.parse(target.command().toArray(String[]::new));

    assertThat(options.bind()).as("reached from other containers").isEqualTo("0.0.0.0");
    assertThat(target.ports())
        .containsExactly(new Port("127.0.0.1", options.checkoutPort(), options.checkoutPort()));
    assertThat(target.healthCheck().orElseThrow()).contains("/" + options.checkoutPort() + " ");
  }

  @Test
  void whatIsMountedExists() {
    List<Mount> mounts =
        compose.services().values().stream().flatMap(service -> service.mounts().stream()).toList();

    assertThat(mounts.stream().filter(Mount::isNamedVolume).map(Mount::source).collect(toSet()))
        .isEqualTo(compose.volumes());
    assertThat(mounts.stream().filter(mount -> !mount.isNamedVolume()).map(Mount::source))
        .isNotEmpty()
        .allSatisfy(source -> assertThat(ComposeFile.PATH.resolveSibling(source)).exists());
  }

  @Test
  void grafanaOpensADashboardThatIsMounted() {
    Service grafana = compose.service("grafana");
    Path dashboard =
        Path.of(grafana.environment().get("GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH"));

    assertThat(grafana.mounts())
        .filteredOn(mount -> dashboard.startsWith(mount.target()))
        .anySatisfy(
            mount ->
                assertThat(ComposeFile.PATH.resolveSibling(mount.source()))
                    .isDirectoryContaining(
                        file -> file.getFileName().equals(dashboard.getFileName())));
  }

  @Test
  void whatIsWaitedForTellsWhetherItIsHealthy() {
    assertThat(compose.services().values())
        .flatMap(service -> service.dependsOn().entrySet())
        .isNotEmpty()
        .allSatisfy(
            other -> {
              assertThat(other.getValue()).isEqualTo("service_healthy");
              assertThat(compose.service(other.getKey()).healthCheck()).isPresent();
            });
  }

  private Stream<String> images() {
    return compose.services().values().stream().map(Service::image);
  }

  private String bootstrap(String service) {
    return compose.service(service).environment().get("FAULTLINE_KAFKA_BOOTSTRAP_SERVERS");
  }

  /** As the image's start script makes them: {@code KAFKA_NODE_ID} is {@code node.id}. */
  private Map<String, String> kafkaProperties() {
    return compose.service("kafka").environment().entrySet().stream()
        .filter(variable -> !KAFKA_SCRIPT.contains(variable.getKey()))
        .collect(
            toMap(
                variable ->
                    variable
                        .getKey()
                        .replaceFirst("^KAFKA_", "")
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '.'),
                Map.Entry::getValue));
  }

  private static Properties applicationProperties(String module) throws IOException {
    Path file = Path.of("..", module, "src", "main", "resources", "application.properties");
    try (InputStream in = Files.newInputStream(file)) {
      Properties properties = new Properties();
      properties.load(in);
      return properties;
    }
  }
}
