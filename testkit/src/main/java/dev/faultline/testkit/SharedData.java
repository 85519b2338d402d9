package dev.faultline.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Data that is too large for the repository, in the folder {@code shared/data} beside it or above
 * it; the system property {@code faultline.shared} names another {@code shared} folder. A test that
 * needs data which is not there is skipped, and says so.
 */
public final class SharedData {

  private SharedData() {}

  /**
   * The file or folder of that name.
   *
   * @param name relative to {@code shared/data}, for example {@code chaos-mesh-crds}
   */
  public static Path require(String name) {
    Optional<Path> found = find(Path.of("").toAbsolutePath(), name);
    assumeTrue(found.isPresent(), "shared/data/" + name + " is not beside the repository");
    return found.get();
  }

  static Optional<Path> find(Path from, String name) {
    return candidates(from)
        .map(shared -> shared.resolve("data").resolve(name))
        .filter(Files::exists)
        .findFirst();
  }

  private static Stream<Path> candidates(Path from) {
    String override = System.getProperty("faultline.shared");
    return override != null
        ? Stream.of(Path.of(override))
        : Stream.iterate(from, folder -> folder != null, Path::getParent)
            .map(folder -> folder.resolve("shared"));
  }
}
