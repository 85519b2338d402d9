package dev.faultline.generator.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A tool in Java with libraries of its own, which {@code generator/bench/run} gets and compiles;
 * its class path comes in the system property {@code bench.NAME}. Flags are those that the tool's
 * own scripts give.
 *
 * @param flags of its JVM
 * @param main the class to start
 */
record OtherJvm(String classPath, List<String> flags, String main) {

  /** Gatling; empty where it could not be had. */
  static Optional<OtherJvm> gatling() {
    return found(
        "gatling",
        List.of(
            "-Xmx1g",
            "-XX:+UseG1GC",
            "-XX:+ParallelRefProcEnabled",
            "-XX:MaxInlineLevel=20",
            "-XX:MaxTrivialSize=12",
            "--add-opens=java.base/java.lang=ALL-UNNAMED"),
        "io.gatling.app.Gatling");
  }

  /** Hyperfoil; empty where it could not be had. */
  static Optional<OtherJvm> hyperfoil() {
    return found("hyperfoil", List.of(), "dev.faultline.bench.hyperfoil.HyperfoilPeer");
  }

  private static Optional<OtherJvm> found(String name, List<String> flags, String main) {
    return Optional.ofNullable(System.getProperty("bench." + name))
        .filter(path -> !path.isBlank())
        .map(path -> new OtherJvm(path, flags, main));
  }

  /**
   * The command that starts it.
   *
   * @param properties of the system, {@code name=value}
   */
  List<String> command(Processors on, List<String> properties, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(flags);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    properties.forEach(each -> command.add("-D" + each));
    command.add("-cp");
    command.add(classPath);
    command.add(main);
    command.addAll(arguments);
    return on.running(command.toArray(String[]::new));
  }
}
