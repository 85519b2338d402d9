package dev.faultline.chaos.driver.chaosmesh;

import dev.faultline.chaos.guard.Guard;
import dev.faultline.chaos.guard.GuardLimits;
import dev.faultline.chaos.guard.PodLimits;
import dev.faultline.core.time.Clock;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * An API server that keeps what it is given, with pods in the namespace {@code shop}, and a Chaos
 * Mesh that works on them.
 */
public final class FakeCluster implements AutoCloseable {

  static final String NAMESPACE = "shop";

  // It tells of each request. Held here because the JDK forgets a logger that nobody refers to.
  private static final Logger REQUESTS = Logger.getLogger(MockWebServer.class.getName());

  private final KubernetesMockServer server;
  private final KubernetesClient client;
  private final FakeChaosMesh chaosMesh;

  public FakeCluster() {
    REQUESTS.setLevel(Level.WARNING);
    Map<ServerRequest, Queue<ServerResponse>> responses = new HashMap<>();
    server =
        new KubernetesMockServer(
            new Context(Serialization.jsonMapper()),
            new MockWebServer(),
            responses,
            new KubernetesMixedDispatcher(responses),
            false);
    server.init();
    client = connect();
    chaosMesh = new FakeChaosMesh(connect());
  }

  FakeChaosMesh chaosMesh() {
    return chaosMesh;
  }

  /** For answers that an API server gives to others. */
  KubernetesMockServer server() {
    return server;
  }

  /** A client of the kind that the driver has, but patient: a busy machine is no finding. */
  KubernetesClient connect() {
    Config config = Config.empty();
    config.setMasterUrl(server.url("/"));
    config.setRequestTimeout(30_000);
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientFactory(new JdkHttpClientFactory())
        .build();
  }

  /** Writes down where it is, for those who connect by themselves. */
  public Path kubeconfig(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("kubeconfig"),
        """
        apiVersion: v1
        kind: Config
        clusters: [{ name: fake, cluster: { server: "%s" } }]
        users: [{ name: injector, user: { token: secret } }]
        contexts: [{ name: fake, context: { cluster: fake, user: injector } }]
        current-context: fake
        """
            .formatted(server.url("/")));
  }

  ChaosMeshDriver driver(Clock clock) {
    Guard guard =
        new Guard(
            GuardLimits.defaults().withPods(new PodLimits(Set.of(NAMESPACE, "data"), 50, 10)));
    return new ChaosMeshDriver(this::connect, guard, clock);
  }

  /** Adds pods that serve, with the label {@code app}. */
  public void addPods(String namespace, String app, int count) {
    for (int i = 1; i <= count; i++) {
      client.resource(pod(namespace, app, app + "-" + i)).create();
    }
  }

  static Pod pod(String namespace, String app, String name) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .addToLabels("app", app)
        .endMetadata()
        .withNewStatus()
        .withPhase("Running")
        .addNewCondition()
        .withType("Ready")
        .withStatus("True")
        .endCondition()
        .endStatus()
        .build();
  }

  void put(ChaosKind kind, GenericKubernetesResource object) {
    client
        .genericKubernetesResources(kind.context())
        .inNamespace(NAMESPACE)
        .resource(object)
        .create();
  }

  /** The names of all objects of Chaos Mesh that there are. */
  public List<String> objects() {
    return chaosObjects().map(object -> object.getMetadata().getName()).toList();
  }

  /** The desired phase of each of them. */
  public List<String> desiredPhases() {
    return chaosObjects()
        .map(object -> object.<String>get("status", "experiment", "desiredPhase"))
        .toList();
  }

  private Stream<GenericKubernetesResource> chaosObjects() {
    return Stream.of(ChaosKind.values())
        .map(kind -> client.genericKubernetesResources(kind.context()).inAnyNamespace())
        .flatMap(objects -> objects.list().getItems().stream());
  }

  List<Pod> pods() {
    return client.pods().inNamespace(NAMESPACE).list().getItems();
  }

  @Override
  public void close() {
    chaosMesh.close();
    client.close();
    server.destroy();
  }
}
