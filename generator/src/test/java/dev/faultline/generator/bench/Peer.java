package dev.faultline.generator.bench;

import dev.faultline.testkit.bench.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Another program that puts load on, until it is closed. */
interface Peer extends AutoCloseable {

  /** Whose CPU time counts. */
  ProcessHandle process();

  @Override
  void close();

  /** A command of the system. */
  static Peer command(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return of(process);
  }

  /** A process that is killed in the end, at the latest with this one. */
  static Peer of(Process process) {
    Thread killer = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(killer);
    return new Peer() {
      @Override
      public ProcessHandle process() {
        return process.toHandle();
      }

      @Override
      public void close() {
        process.destroyForcibly();
        process.onExit().join();
        Runtime.getRuntime().removeShutdownHook(killer);
      }
    };
  }

  /** wrk as fast as it can. */
  static Peer wrk(Processors on, int port, int connections, Duration atMost) throws IOException {
    return command(
        on.running(
            "wrk",
            "-t" + on.count(),
            "-c" + connections,
            "-d" + atMost.toSeconds() + "s",
            url(port)));
  }

  /** hey as fast as it can, or at a rate per connection. */
  static Peer hey(Processors on, int port, int connections, Duration atMost, double rate)
      throws IOException {
    return command(
        on.running(
            "hey",
            "-c",
            "" + connections,
            "-z",
            atMost.toSeconds() + "s",
            "-q",
            "" + rate / connections,
            url(port)));
  }

  /** The ceiling of how many. */
  static Peer bareLoop(Path folder, int port, int connections, int answerBytes) throws IOException {
    return java(folder, BareLoop.class, port, connections, answerBytes);
  }

  /** The ceiling of how punctual. */
  static Peer bareArrivals(Path folder, int port, int connections, int rate) throws IOException {
    return java(folder, BareArrivals.class, port, connections, rate);
  }

  private static Peer java(Path folder, Class<?> main, int... arguments) throws IOException {
    ChildJvm child =
        ChildJvm.pinned(
            0,
            main,
            folder,
            List.of("-Xmx256m", "-XX:+UseSerialGC"),
            Arrays.stream(arguments).mapToObj(Integer::toString).toList());
    child.answer();
    return new Peer() {
      @Override
      public ProcessHandle process() {
        return child.process();
      }

      @Override
      public void close() {
        child.close();
      }
    };
  }

  private static String url(int port) {
    return "http://127.0.0.1:" + port + "/";
  }
}
