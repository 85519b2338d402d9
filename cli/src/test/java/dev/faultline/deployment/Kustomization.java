package dev.faultline.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** As much of a {@code kustomization.yaml} as ours use; a field that is missing is null. */
record Kustomization(
    String apiVersion,
    String kind,
    String namespace,
    List<String> resources,
    List<Generator> configMapGenerator,
    List<Patch> patches,
    List<Image> images) {

  record Generator(
      String name,
      String behavior,
      List<String> envs,
      List<String> files,
      List<String> literals,
      Options options) {}

  record Options(Map<String, String> labels) {}

  record Patch(String path) {}

  record Image(String name, String newTag) {}

  static Kustomization read(Path folder) throws IOException {
    return StrictYaml.read(
        StrictYaml.documents(folder.resolve("kustomization.yaml")).getFirst(), Kustomization.class);
  }

  /** The tags that it gives to images, by their names. */
  Map<String, String> tags() {
    return images.stream().collect(Collectors.toMap(Image::name, Image::newTag));
  }

  /** The files in its folder that hold objects, or parts of them. */
  List<String> objectFiles() {
    return Stream.concat(resources.stream(), some(patches).map(Patch::path))
        .filter(name -> name.endsWith(".yaml"))
        .toList();
  }

  /** The files in its folder whose text becomes a ConfigMap. */
  List<String> textFiles() {
    return some(configMapGenerator)
        .flatMap(generator -> Stream.concat(some(generator.envs()), some(generator.files())))
        .toList();
  }

  private static <T> Stream<T> some(List<T> given) {
    return Stream.ofNullable(given).flatMap(List::stream);
  }

  /** Every folder with a kustomization, below and at that one. */
  static List<Path> folders(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.endsWith("kustomization.yaml"))
          .map(Path::getParent)
          .sorted()
          .toList();
    }
  }
}
