package dev.faultline.cli.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A Java process that belongs to this one: it runs on the same JDK and class path, ends when this
 * process ends, and announces on standard output, by one line, that it is ready. Thread-safe.
 */
public final class ChildJvm implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String END = "";
  private static final int LAST_LINES = 12;

  private final ChildSpec spec;
  private final Process process;
  private final Path log;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private ChildJvm(ChildSpec spec, Process process, Path log) {
    this.spec = spec;
    this.process = process;
    this.log = log;
  }

  /** Starts it; what it writes to standard error is appended to the log. */
  public static ChildJvm start(ChildSpec spec, Path log) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(spec.jvmOptions());
    command.add("-Djava.util.logging.SimpleFormatter.format=%1$tF %1$tT %4$s %3$s: %5$s%6$s%n");
    command.add(ChildMain.class.getName());
    command.add(spec.main().getName());
    command.addAll(spec.arguments());
    ProcessBuilder builder = new ProcessBuilder(command);
    // In the environment, so that the command line stays short enough for others to recognise it.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    ChildJvm child = new ChildJvm(spec, builder.start(), log);
    Thread.ofPlatform().daemon().name(spec.name() + "-output").start(child::readLines);
    return child;
  }

  /**
   * Waits until the child says that it is ready.
   *
   * @return the rest of the line that says so
   * @throws ChildFailedException when it ends or takes longer
   */
  public String awaitReady(Duration patience) throws ChildFailedException {
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      while (true) {
        String line = lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (line == null) {
          throw failure("was not ready within " + patience.toSeconds() + " s");
        }
        if (line.equals(END)) {
          throw failure("ended with exit code " + process.waitFor());
        }
        if (line.startsWith(spec.ready())) {
          return line.substring(spec.ready().length()).strip();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("was waited for by a thread that was told to stop");
    }
  }

  public ProcessIdentity identity() {
    return ProcessIdentity.of(process.toHandle());
  }

  public boolean alive() {
    return process.isAlive();
  }

  /** Ends it: its pipe first, and by force when that does not help. */
  @Override
  public void close() {
    try (OutputStream pipe = process.getOutputStream()) {
      pipe.flush();
    } catch (IOException e) {
      process.destroyForcibly(); // the pipe is gone already; so is, or soon will be, the child
    }
    try {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void readLines() {
    try (BufferedReader output = process.inputReader()) {
      output.lines().filter(line -> !line.equals(END)).forEach(lines::add);
    } catch (IOException | UncheckedIOException e) {
      lines.add(e.toString());
    } finally {
      lines.add(END);
    }
  }

  private ChildFailedException failure(String what) {
    return new ChildFailedException("the " + spec.name() + " " + what + lastLogLines());
  }

  private String lastLogLines() {
    try {
      List<String> all = Files.readAllLines(log).stream().filter(ChildJvm::isTelling).toList();
      List<String> last = all.subList(Math.max(0, all.size() - LAST_LINES), all.size());
      return last.isEmpty() ? "" : "; its last words:\n  " + String.join("\n  ", last);
    } catch (IOException e) {
      return " (its log cannot be read: " + e.getMessage() + ")";
    }
  }

  /** Whether a user would want to read it: the frames of stack traces are for the log. */
  private static boolean isTelling(String line) {
    String text = line.strip();
    return !text.isEmpty() && !text.startsWith("at ") && !text.startsWith("... ");
  }
}
