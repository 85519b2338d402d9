package dev.faultline.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every document in {@code k8s/} fits its type, and the check would notice if one did not. */
class ManifestTypesTest {

  static final Path K8S = Path.of("..", "k8s");

  private static final String POD =
      """
      apiVersion: apps/v1
      kind: Deployment
      spec:
        template:
          spec:
            containers:
              - name: any
                %s
      """;

  static List<Path> folders() throws IOException {
    return Kustomization.folders(K8S);
  }

  @ParameterizedTest
  @MethodSource("folders")
  void everyDocumentFitsItsType(Path folder) throws IOException {
    for (String file : Kustomization.read(folder).objectFiles()) {
      assertThat(typed(folder.resolve(file))).as(file).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("folders")
  void everyFileIsUsed(Path folder) throws IOException {
    Kustomization kustomization = Kustomization.read(folder);
    List<String> used = new ArrayList<>(List.of("kustomization.yaml"));
    used.addAll(kustomization.objectFiles());
    used.addAll(kustomization.textFiles());

    try (Stream<Path> files = Files.list(folder).filter(Files::isRegularFile)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(used);
    }
  }

  @ParameterizedTest
  @MethodSource("folders")
  void kustomizeRendersWhatFitsItsType(Path folder) throws Exception {
    assertThat(Manifests.rendered(folder).objects()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "imagePullPolice: Always", // no such field
        "ports: [{ containerPort: '8081' }]", // a text for a number
        "env: [{ name: PARTITIONS, value: 4 }]", // a number for a text
        "securityContext: { runAsNonRoot: 'true' }", // a text for a yes or no
        "name: again" // a field that is there twice
      })
  void aMistakeIsNoticed(String mistake) {
    assertThatThrownBy(() -> Kinds.read(StrictYaml.documents(POD.formatted(mistake)).getFirst()))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "apiVersion: kafka.strimzi.io/v1\nkind: KafkaTopic\nspec: { partition: 4 }",
        "apiVersion: kafka.strimzi.io/v1\nkind: KafkaUser\nspec: { authorization: { type: simple,"
            + " acls: [{ resource: { type: topic, name: a, pattern: prefix }}]}}",
        "apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nspec: { endpoint: [] }",
        "apiVersion: apps/v1beta1\nkind: Deployment"
      })
  void aMistakeInACustomResourceIsNoticed(String yaml) {
    assertThatThrownBy(() -> Kinds.read(StrictYaml.documents(yaml).getFirst()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aPodWithoutMistakesIsRead() throws IOException {
    String yaml = POD.formatted("image: faultline/generator");

    assertThat(Kinds.read(StrictYaml.documents(yaml).getFirst())).isNotNull();
  }

  private static List<HasMetadata> typed(Path file) throws IOException {
    List<HasMetadata> objects = new ArrayList<>();
    for (JsonNode document : StrictYaml.documents(file)) {
      objects.add(Kinds.read(document));
    }
    return objects;
  }
}
