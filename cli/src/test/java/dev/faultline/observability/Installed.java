package dev.faultline.observability;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Programs of the machine that tests need. */
final class Installed {

  /** For {@code @EnabledIf}: Prometheus and its tool. */
  static final String PROMETHEUS = "dev.faultline.observability.Installed#prometheus";

  /** What to do about a test that was skipped. */
  static final String HOW_TO =
      "prometheus and promtool are not on the PATH; Debian's package 'prometheus' brings both";

  private Installed() {}

  static boolean prometheus() {
    return find("prometheus").isPresent() && find("promtool").isPresent();
  }

  /** The program's file. */
  static Path file(String program) {
    return find(program).orElseThrow();
  }

  private static Optional<Path> find(String program) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
