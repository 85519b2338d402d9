package dev.faultline.observability;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Programs of the machine that a test needs. */
final class Installed {

  private Installed() {}

  /** The program's file; without it the test is skipped and says what to install. */
  static Path require(String program) {
    Optional<Path> found =
        Arrays.stream(System.getenv("PATH").split(":"))
            .map(folder -> Path.of(folder, program))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(
        found.isPresent(),
        () -> program + " is not on the PATH; Debian's package 'prometheus' brings it");
    return found.get();
  }
}
