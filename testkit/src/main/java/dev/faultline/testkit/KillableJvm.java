package dev.faultline.testkit;

import dev.faultline.testkit.bench.Folders;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A service in a JVM of its own with this one's class path, which can be killed without a chance to
 * say goodbye. What it says is appended to a log. Its standard input ends when this JVM does: then
 * it should, too.
 */
public final class KillableJvm implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 30;

  private final String name;
  private final Process process;

  /** For what libraries unpack, which a killed process leaves behind. */
  private final Path temporary;

  private KillableJvm(String name, Process process, Path temporary) {
    this.name = name;
    this.process = process;
    this.temporary = temporary;
  }

  /**
   * Starts it.
   *
   * @param name to be told apart by, in its log and in messages
   * @param flags of its JVM, beside those that make a small one
   */
  public static KillableJvm start(
      String name, Class<?> main, File log, List<String> flags, List<String> arguments) {
    Path temporary = temporaryFolder();
    Stream<String> command =
        Stream.of(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Djava.io.tmpdir=" + temporary,
                    "-Djava.util.logging.SimpleFormatter.format=%1$tT.%1$tL "
                        + name
                        + " %4$s %5$s%6$s%n"),
                flags.stream(),
                Stream.of("-cp", System.getProperty("java.class.path"), main.getName()),
                arguments.stream())
            .flatMap(part -> part);
    ProcessBuilder builder = new ProcessBuilder(command.toList());
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    try {
      return new KillableJvm(name, builder.start(), temporary);
    } catch (IOException e) {
      throw new AssertionError("no second JVM", e);
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("faultline-child");
    } catch (IOException e) {
      throw new AssertionError("no folder for a second JVM", e);
    }
  }

  public String name() {
    return name;
  }

  /** It did not end by itself, whatever the reason. */
  public void assertAlive() {
    if (!process.isAlive()) {
      throw new AssertionError(name + " ended by itself, with exit code " + process.exitValue());
    }
  }

  /** SIGTERM, and waits until it is gone. */
  public void stop() {
    process.destroy();
    awaitEnd(name + " does not stop");
  }

  /** SIGKILL, and waits until it is gone. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd(name + " survives a kill");
  }

  /** SIGSTOP: it is there and does nothing. */
  public void freeze() {
    signal("-STOP");
  }

  /** SIGCONT: it goes on as if no time had passed. */
  public void thaw() {
    signal("-CONT");
  }

  private void signal(String signal) {
    try {
      Process kill = new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start();
      if (kill.waitFor() != 0) {
        throw new AssertionError(name + " takes no signal");
      }
    } catch (IOException e) {
      throw new AssertionError("no signals here", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private void awaitEnd(String otherwise) {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError(otherwise);
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    if (Files.exists(temporary)) {
      Folders.remove(temporary);
    }
  }

  private static AssertionError interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new AssertionError("interrupted", e);
  }

  @Override
  public void close() {
    kill();
  }
}
