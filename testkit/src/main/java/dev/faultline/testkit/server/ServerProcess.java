package dev.faultline.testkit.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own. */
final class ServerProcess {

  private static final int PATIENCE_SECONDS = 20;
  private static final long BETWEEN_LOOKS_MILLIS = 20;

  private final Process process;
  private final Path folder;
  private final String stopSignal;

  private ServerProcess(Process process, Path folder, String stopSignal) {
    this.process = process;
    this.folder = folder;
    this.stopSignal = stopSignal;
  }

  /** Whether a server has come so far. */
  @FunctionalInterface
  interface Readiness {
    boolean reached() throws IOException;
  }

  /**
   * Starts it in a folder, where its log is.
   *
   * @param stopSignal as {@code kill} takes it
   */
  static ServerProcess start(
      List<String> command, Map<String, String> environment, Path folder, String stopSignal)
      throws IOException {
    return new ServerProcess(builder(command, environment, folder).start(), folder, stopSignal);
  }

  /** Runs a program to its end; whether it succeeded. What it says is in the folder's log. */
  static boolean run(List<String> command, Map<String, String> environment, Path folder)
      throws IOException {
    Process process = builder(command, environment, folder).start();
    try {
      return process.waitFor(3 * PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      throw interrupted(e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static ProcessBuilder builder(
      List<String> command, Map<String, String> environment, Path folder) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(ServerFolder.log(folder).toFile()));
    builder.environment().putAll(environment);
    return builder;
  }

  /** Waits until it is ready; throws what its log says when it ended or does not come so far. */
  void await(Readiness ready, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      while (!reached(ready)) {
        boolean ended = process.waitFor(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS);
        if (ended || System.nanoTime() > deadline) {
          throw new AssertionError(
              "the server %s:\n%s"
                  .formatted(
                      ended ? "has ended" : "is not ready in time",
                      ServerFolder.lastWords(folder)));
        }
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static boolean reached(Readiness ready) {
    try {
      return ready.reached();
    } catch (IOException _) {
      return false; // does not listen yet
    }
  }

  void signal(String signal) {
    try {
      Process kill = new ProcessBuilder("kill", signal, "" + process.pid()).start();
      if (kill.waitFor() != 0 && process.isAlive()) {
        throw new AssertionError("the server takes no signal");
      }
    } catch (IOException e) {
      throw new AssertionError("no signals here", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** With all that it has started: what is left of it would be in the way of the next one. */
  void kill() {
    List<ProcessHandle> all = process.descendants().toList();
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
    all.forEach(each -> each.onExit().join());
  }

  /** In good order, but in any case: also one that was frozen. */
  void stop() {
    if (!process.isAlive()) {
      return;
    }
    signal("-CONT");
    signal(stopSignal);
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw interrupted(e);
    }
  }

  private static AssertionError interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new AssertionError("interrupted", e);
  }
}
