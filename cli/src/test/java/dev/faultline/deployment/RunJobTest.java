package dev.faultline.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cli.command.Faultline;
import dev.faultline.core.plan.PlanOutcome;
import dev.faultline.core.plan.PlanReader;
import dev.faultline.core.run.PlanSource;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The job that runs a plan from within the cluster. */
class RunJobTest {

  private static final Path RUN = Path.of("..", "k8s", "run");
  private static final Path STAGING = Path.of("..", "k8s", "overlays", "staging");

  static Stream<Path> folders() {
    return Stream.of(RUN, STAGING.resolve("run"));
  }

  @Test
  void itsPlanIsValid() throws Exception {
    String plan = Files.readString(RUN.resolve("plan.yaml"));

    assertThat(PlanReader.read(new PlanSource("plan.yaml", plan, Map.of())))
        .isInstanceOf(PlanOutcome.Valid.class);
  }

  @ParameterizedTest
  @MethodSource("folders")
  void itsCommandIsUnderstood(Path folder) throws Exception {
    List<String> arguments =
        container(folder).getArgs().stream()
            .map(argument -> argument.replaceAll("\\$\\(.*\\)", "kafka:9092"))
            .toList();

    assertThat(
            new CommandLine(new Faultline()).parseArgs(arguments.toArray(String[]::new)).errors())
        .isEmpty();
    assertThat(container(folder).getImage()).isEqualTo("faultline/cli:%s", ServiceModule.version());
  }

  @ParameterizedTest
  @MethodSource("folders")
  void thePlanIsWhereTheCommandLooksForIt(Path folder) throws Exception {
    Volume plan =
        pod(folder).getVolumes().stream().filter(isNamed("plan")).findFirst().orElseThrow();
    ConfigMap config =
        Manifests.rendered(folder).only(ConfigMap.class, plan.getConfigMap().getName());

    assertThat(config.getData()).containsKey("plan.yaml");
    assertThat(container(folder).getArgs()).contains("/plan/plan.yaml");
    assertThat(container(folder).getVolumeMounts())
        .anyMatch(mount -> mount.getName().equals("plan") && mount.getMountPath().equals("/plan"));
  }

  @ParameterizedTest
  @MethodSource("folders")
  void itRunsOnceAndMayDoNothingThatItDoesNotNeed(Path folder) throws Exception {
    Job job = Manifests.rendered(folder).only(Job.class, "run");
    PodSpec pod = pod(folder);
    var security = container(folder).getSecurityContext();

    assertThat(job.getSpec().getBackoffLimit()).isZero();
    assertThat(pod.getRestartPolicy()).isEqualTo("Never");
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(security.getReadOnlyRootFilesystem()).isTrue();
    assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
  }

  @Test
  void inStagingItIsAUserOfItsOwn() throws Exception {
    String secret =
        container(STAGING.resolve("run")).getEnv().stream()
            .filter(variable -> variable.getValueFrom() != null)
            .findFirst()
            .orElseThrow()
            .getValueFrom()
            .getSecretKeyRef()
            .getName();

    assertThat(Manifests.written(STAGING).only(KafkaUser.class, secret)).isNotNull();
  }

  private static Predicate<Volume> isNamed(String name) {
    return volume -> volume.getName().equals(name);
  }

  private static PodSpec pod(Path folder) throws Exception {
    return Manifests.rendered(folder).only(Job.class, "run").getSpec().getTemplate().getSpec();
  }

  private static Container container(Path folder) throws Exception {
    return pod(folder).getContainers().getFirst();
  }
}
