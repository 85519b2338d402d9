package dev.faultline.deployment;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code k8s/} says about the services is what their code does. */
class KubernetesManifestsTest {

  private static final Path BASE = Path.of("..", "k8s", "base");
  private static final Path STAGING = Path.of("..", "k8s", "overlays", "staging");

  static Stream<Deployed> everywhere() {
    return Stream.of(Place.values()).flatMap(place -> at(place));
  }

  static Stream<Deployed> applied() {
    return Stream.of(Place.BASE_AS_APPLIED, Place.STAGING_AS_APPLIED).flatMap(place -> at(place));
  }

  static Stream<Path> deployments() {
    return Stream.of(BASE, STAGING);
  }

  private static Stream<Deployed> at(Place place) {
    return ServiceModule.NAMES.stream().map(service -> new Deployed(service, place));
  }

  @ParameterizedTest
  @MethodSource("deployments")
  void everyImageIsOfTheVersionThatIsBuilt(Path folder) throws IOException {
    Map<String, String> expected =
        ServiceModule.NAMES.stream().collect(toMap(name -> "faultline/" + name, _ -> version()));

    assertThat(Kustomization.read(folder).tags()).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("applied")
  void theImageIsTheServices(Deployed deployed) throws Exception {
    assertThat(deployed.container().getImage())
        .isEqualTo("faultline/%s:%s", deployed.service(), version());
  }

  @ParameterizedTest
  @MethodSource("everywhere")
  void thePortIsTheOneThatTheServiceListensOn(Deployed deployed) throws Exception {
    int port = deployed.module().port();

    assertThat(deployed.container().getPorts())
        .singleElement()
        .satisfies(
            listening -> {
              assertThat(listening.getName()).isEqualTo("http");
              assertThat(listening.getContainerPort()).isEqualTo(port);
            });
    Service service = deployed.manifests().only(Service.class, deployed.service());
    assertThat(service.getSpec().getPorts())
        .singleElement()
        .satisfies(
            offered -> {
              assertThat(offered.getPort()).isEqualTo(port);
              assertThat(offered.getTargetPort().getStrVal()).isEqualTo("http");
            });
  }

  @ParameterizedTest
  @MethodSource("everywhere")
  void probesAskTheHealthEndpoints(Deployed deployed) throws Exception {
    Container container = deployed.container();

    assertThat(path(container.getStartupProbe())).isEqualTo("/q/health/ready");
    assertThat(path(container.getReadinessProbe())).isEqualTo("/q/health/ready");
    assertThat(path(container.getLivenessProbe())).isEqualTo("/q/health/live");
  }

  @ParameterizedTest
  @MethodSource("everywhere")
  void labelsLeadToThePodsOfTheService(Deployed deployed) throws Exception {
    Manifests manifests = deployed.manifests();
    Map<String, String> labels =
        deployed.deployment().getSpec().getTemplate().getMetadata().getLabels();
    List<Map<String, String>> selectors = new ArrayList<>();
    selectors.add(deployed.deployment().getSpec().getSelector().getMatchLabels());
    selectors.add(manifests.only(Service.class, deployed.service()).getSpec().getSelector());
    manifests.all(PodDisruptionBudget.class).stream()
        .filter(budget -> budget.getMetadata().getName().equals(deployed.service()))
        .forEach(budget -> selectors.add(budget.getSpec().getSelector().getMatchLabels()));
    deployed
        .pod()
        .getTopologySpreadConstraints()
        .forEach(spread -> selectors.add(spread.getLabelSelector().getMatchLabels()));

    assertThat(selectors).allSatisfy(selector -> assertThat(selector).isEqualTo(labels));
    assertThat(labels)
        .containsEntry("app.kubernetes.io/name", deployed.service())
        .containsEntry("app.kubernetes.io/part-of", "faultline");
  }

  @ParameterizedTest
  @MethodSource("applied")
  void theServiceUnderstandsItsEnvironment(Deployed deployed) throws Exception {
    ConfigKeys keys = deployed.module().keys();
    Set<String> variables = deployed.settings().keySet();

    assertThat(variables)
        .contains("FAULTLINE_KAFKA_BOOTSTRAP_SERVERS")
        .allSatisfy(variable -> assertThat(keys.knows(variable)).as(variable).isTrue());
    assertThat(deployed.container().getEnv())
        .allSatisfy(variable -> assertThat(keys.knows(variable.getName())).isTrue());
  }

  @ParameterizedTest
  @MethodSource("applied")
  void onlyTheStateFolderAndTheTemporaryOneAreWritten(Deployed deployed) throws Exception {
    Map<String, Volume> volumes =
        deployed.pod().getVolumes().stream().collect(toMap(Volume::getName, volume -> volume));
    Set<String> written =
        deployed.container().getVolumeMounts().stream()
            .filter(mount -> volumes.get(mount.getName()).getEmptyDir() != null)
            .map(VolumeMount::getMountPath)
            .collect(toSet());

    assertThat(written)
        .containsExactlyInAnyOrder(deployed.settings().get("FAULTLINE_STATE_DIR"), "/tmp");
    assertThat(deployed.container().getVolumeMounts())
        .extracting(VolumeMount::getName)
        .containsExactlyInAnyOrderElementsOf(volumes.keySet());
  }

  @ParameterizedTest
  @MethodSource("everywhere")
  void thePodMayDoNothingThatItDoesNotNeed(Deployed deployed) throws Exception {
    PodSpec pod = deployed.pod();
    Container container = deployed.container();

    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
  }

  @ParameterizedTest
  @MethodSource("everywhere")
  void onlyTheInjectorMayTalkToTheCluster(Deployed deployed) throws Exception {
    PodSpec pod = deployed.pod();
    ServiceAccount account =
        deployed.manifests().only(ServiceAccount.class, pod.getServiceAccountName());

    assertThat(account.getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getAutomountServiceAccountToken())
        .isEqualTo(deployed.service().equals("chaos-injector"));
  }

  @ParameterizedTest
  @MethodSource("everywhere")
  void resourcesAreAskedForAndMemoryIsBounded(Deployed deployed) throws Exception {
    Map<String, Quantity> requests = deployed.container().getResources().getRequests();
    Map<String, Quantity> limits = deployed.container().getResources().getLimits();

    assertThat(requests).containsKeys("cpu", "memory");
    assertThat(limits.get("memory")).isEqualTo(requests.get("memory"));
    assertThat(limits.containsKey("cpu")).isNotEqualTo(deployed.service().equals("generator"));
  }

  private static String path(Probe probe) {
    HTTPGetAction request = probe.getHttpGet();
    assertThat(request.getPort().getStrVal()).isEqualTo("http");
    return request.getPath();
  }

  private static String version() {
    try {
      return ServiceModule.version();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
