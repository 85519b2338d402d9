package dev.faultline.testkit.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs of the machine that tests need. */
final class Installed {

  /** Where Debian keeps programs of servers, also when an account's path does not name it. */
  private static final String SERVERS = "/usr/sbin";

  private Installed() {}

  /**
   * The program's file. A test that needs one which is not there is skipped, and says what to
   * install.
   *
   * @param folder where it is when it is not on the path, as {@code /usr/lib/postgresql/15/bin}
   */
  static Path require(String program, Optional<Path> folder, String debianPackage) {
    return Stream.concat(folder.stream(), onPath())
        .map(each -> each.resolve(program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseGet(
            () ->
                Assumptions.abort(
                    "%s is not installed: apt-get install %s".formatted(program, debianPackage)));
  }

  private static Stream<Path> onPath() {
    return Stream.concat(
            Arrays.stream(System.getenv("PATH").split(":")).filter(each -> !each.isEmpty()),
            Stream.of(SERVERS))
        .map(Path::of);
  }
}
