package dev.faultline.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/** Objects of a cluster that are applied together. */
record Manifests(List<HasMetadata> objects) {

  /** By folder; kubectl takes half a second, and many tests look at the same. */
  private static final Map<Path, Manifests> RENDERED = new ConcurrentHashMap<>();

  /** What a folder's own files say, before kustomize works on them. */
  static Manifests written(Path folder) throws IOException {
    List<JsonNode> documents = new ArrayList<>();
    for (String resource : Kustomization.read(folder).resources()) {
      if (resource.endsWith(".yaml")) {
        documents.addAll(StrictYaml.documents(folder.resolve(resource)));
      }
    }
    return of(documents);
  }

  /** What is applied: the output of {@code kubectl kustomize}. */
  static Manifests rendered(Path folder) throws IOException, InterruptedException {
    Manifests known = RENDERED.get(folder);
    if (known == null) {
      known = of(StrictYaml.documents(kustomize(folder)));
      RENDERED.put(folder, known);
    }
    return known;
  }

  private static Manifests of(List<JsonNode> documents) throws IOException {
    List<HasMetadata> objects = new ArrayList<>();
    for (JsonNode document : documents) {
      objects.add(Kinds.read(document));
    }
    return new Manifests(objects);
  }

  /** Those of a type. */
  <T extends HasMetadata> List<T> all(Class<T> type) {
    return objects.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The only one of a type with that name. */
  <T extends HasMetadata> T only(Class<T> type, String name) {
    return all(type).stream()
        .filter(object -> object.getMetadata().getName().equals(name))
        .collect(
            Collectors.collectingAndThen(
                Collectors.toList(),
                found -> {
                  assertThat(found).as("%s %s", type.getSimpleName(), name).hasSize(1);
                  return found.getFirst();
                }));
  }

  private static String kustomize(Path folder) throws IOException, InterruptedException {
    Process process = kubectl("kustomize", folder.toString());
    String yaml = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new AssertionError("kubectl cannot render " + folder + "; it says why above");
    }
    return yaml;
  }

  private static Process kubectl(String... arguments) {
    List<String> command = new ArrayList<>(List.of("kubectl"));
    command.addAll(List.of(arguments));
    try {
      return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException missing) {
      return Assumptions.abort(
          "install kubectl 1.27 or newer (package kubernetes-client, or kubectl) to render k8s/");
    }
  }
}
