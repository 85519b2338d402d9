package dev.faultline.testkit.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM with this one's class path that is told what to do line by line, and answers in lines. It
 * ends when this one does.
 */
public final class ChildJvm implements AutoCloseable {

  /** Begins an answer; other lines are the chatter of libraries. */
  static final String ANSWER = "> ";

  private static final int PATIENCE_SECONDS = 10;

  private final Process process;
  private final BufferedReader answers;
  private final PrintStream requests;
  private final Path log;
  private final Thread killer;

  private ChildJvm(Process process, Path log) {
    this.process = process;
    this.log = log;
    answers = process.inputReader(StandardCharsets.UTF_8);
    requests = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    killer = new Thread(this::kill);
    Runtime.getRuntime().addShutdownHook(killer);
  }

  /**
   * Starts it.
   *
   * @param folder for its temporary files and its log
   */
  public static ChildJvm start(
      Class<?> main, Path folder, List<String> flags, List<String> arguments) throws IOException {
    return start(List.of(), main, folder, flags, arguments);
  }

  /** Starts it on one processor, the others are not for it; on Linux only. */
  public static ChildJvm pinned(
      int processor, Class<?> main, Path folder, List<String> flags, List<String> arguments)
      throws IOException {
    return start(List.of("taskset", "-c", "" + processor), main, folder, flags, arguments);
  }

  /** The same, of the lowest priority: it gets what the others there leave of the processor. */
  public static ChildJvm pinnedBehindOthers(
      int processor, Class<?> main, Path folder, List<String> flags, List<String> arguments)
      throws IOException {
    List<String> prefix = List.of("nice", "-n", "19", "taskset", "-c", "" + processor);
    return start(prefix, main, folder, flags, arguments);
  }

  private static ChildJvm start(
      List<String> prefix, Class<?> main, Path folder, List<String> flags, List<String> arguments)
      throws IOException {
    Path own = Files.createTempDirectory(folder, main.getSimpleName());
    Path log = own.resolve("log");
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-Dslf4j.internal.verbosity=ERROR");
    command.add("-Djava.io.tmpdir=" + own);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(arguments);
    return new ChildJvm(new ProcessBuilder(command).redirectError(log.toFile()).start(), log);
  }

  /** The process; {@code taskset} has become it. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  public void tell(String line) {
    requests.println(line);
  }

  /** Waits for the next answer. */
  public String answer() {
    try {
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        if (line.startsWith(ANSWER)) {
          return line.substring(ANSWER.length());
        }
      }
      throw failed();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Throws what its log says when it is no longer there. */
  public void check() {
    if (!process.isAlive()) {
      throw failed();
    }
  }

  private IllegalStateException failed() {
    try {
      return new IllegalStateException("a child JVM has failed:\n" + Files.readString(log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Lets it end by itself first, for it may have a recording to write. */
  @Override
  public void close() {
    requests.close();
    try {
      boolean _ = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    kill();
    Runtime.getRuntime().removeShutdownHook(killer);
    Folders.remove(log.getParent());
  }
}
