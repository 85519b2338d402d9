package dev.faultline.chaos.driver.chaosmesh;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.chaos.guard.Guard;
import dev.faultline.chaos.guard.GuardLimits;
import dev.faultline.chaos.lifecycle.DriverException;
import dev.faultline.chaos.lifecycle.FaultDriver;
import dev.faultline.core.plan.Plan;
import dev.faultline.testkit.ManualClock;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is found out before load begins, and how it is told. */
class ChaosMeshOpeningTest {

  private static final Plan PLAN = Faults.plan("one", "networkLoss: { loss: 30 }");

  private final ManualClock clock = new ManualClock(1_000_000);
  private final FakeCluster cluster = new FakeCluster();

  @AfterEach
  void closeCluster() {
    cluster.close();
  }

  @Test
  void aPlanWithoutSuchFaultsNeedsNoCluster() throws DriverException {
    FaultDriver driver =
        new ChaosMeshDriver(
            () -> {
              throw new AssertionError("nobody asked for a cluster");
            },
            new Guard(GuardLimits.defaults()),
            clock);
    Plan plan =
        Faults.plan(
            """
            proxies: { db: { listen: "127.0.0.1:1", upstream: "127.0.0.1:2" } }
            faults: { gone: { at: 1s, duration: 5s, proxy: db, down: {} } }
            """);

    FaultDriver.Session session = driver.open(Faults.RUN, plan);

    assertThatCode(session::close).doesNotThrowAnyException();
    assertThatThrownBy(() -> session.injection(plan.faults().getFirst()))
        .isInstanceOf(DriverException.class)
        .hasMessage("fault 'gone' is none of Chaos Mesh's");
  }

  @Test
  void tellsThatTheClusterDoesNotAnswer() throws IOException {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    Config config = Config.empty();
    config.setMasterUrl("http://127.0.0.1:" + port);
    FaultDriver driver =
        new ChaosMeshDriver(
            () -> ClusterOfEnvironment.client(config), new Guard(GuardLimits.defaults()), clock);

    assertThatThrownBy(() -> driver.open(Faults.RUN, PLAN))
        .isInstanceOf(DriverException.class)
        .hasMessage(
            "the Kubernetes cluster at http://127.0.0.1:%d/ does not answer: no connection can be made"
                .formatted(port));
  }

  @Test
  void tellsThatTheKubeconfigIsUnusable() {
    FaultDriver driver =
        new ChaosMeshDriver(
            () -> {
              throw new KubernetesClientException("no such context");
            },
            new Guard(GuardLimits.defaults()),
            clock);

    assertThatThrownBy(() -> driver.open(Faults.RUN, PLAN))
        .isInstanceOf(DriverException.class)
        .hasMessage("the kubeconfig cannot be used: no such context");
  }

  @Test
  void tellsThatChaosMeshIsNotInstalled() {
    answerListWith(404, "the server could not find the requested resource");

    assertRefusal(
        "Chaos Mesh is not installed in the Kubernetes cluster at ", "it knows no NetworkChaos");
  }

  @Test
  void tellsThatARightIsMissing() {
    String forbidden = "networkchaos.chaos-mesh.org is forbidden: User \"injector\" cannot list";
    answerListWith(403, forbidden);

    assertRefusal(
        "the Kubernetes cluster refuses to list NetworkChaos in namespace 'shop': ", forbidden);
  }

  @Test
  void tellsThatThereAreNoPods() {
    assertRefusal("fault 'outage' finds no running pod", " with app=payments in namespace 'shop'");
  }

  @Test
  void tellsThatTooManyPodsWouldBeHit() {
    cluster.addPods("shop", "payments", 4);

    assertThatThrownBy(() -> open(Faults.plan("all", "podKill: {}")))
        .isInstanceOf(DriverException.class)
        .hasMessageStartingWith("fault 'outage' would hit 4 of 4 pods of shop/app=payments");
  }

  private void answerListWith(int status, String message) {
    cluster
        .server()
        .expect()
        .get()
        .withPath(
            "/apis/chaos-mesh.org/v1alpha1/namespaces/shop/networkchaos"
                + "?labelSelector=app.kubernetes.io%2Fmanaged-by%3Dfaultline")
        .andReturn(status, new StatusBuilder().withCode(status).withMessage(message).build())
        .always();
  }

  private void assertRefusal(String start, String end) {
    assertThatThrownBy(() -> open(PLAN))
        .isInstanceOf(DriverException.class)
        .hasMessageStartingWith(start)
        .hasMessageEndingWith(end);
  }

  private void open(Plan plan) throws DriverException {
    cluster.driver(clock).open(Faults.RUN, plan).close();
  }
}
