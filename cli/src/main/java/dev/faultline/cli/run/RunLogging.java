package dev.faultline.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;

/**
 * Sends what the parts log, and what kills a thread of theirs, to the run's log file: the terminal
 * belongs to the live view.
 */
public final class RunLogging implements AutoCloseable {

  /** Kept, for the logging system would forget their levels with them. */
  private static final List<Logger> QUIET =
      List.of(Logger.getLogger("org.apache.kafka"), Logger.getLogger("io.netty"));

  private static final Logger ROOT = Logger.getLogger("");

  private final Handler file;

  /** Begins at once. */
  public RunLogging(Path log) throws IOException {
    for (Handler handler : ROOT.getHandlers()) {
      ROOT.removeHandler(handler);
    }
    QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
    file = new LineByLine(log);
    ROOT.addHandler(file);
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, e) -> ROOT.log(Level.SEVERE, "thread " + thread.getName() + " died", e));
  }

  @Override
  public void close() {
    Thread.setDefaultUncaughtExceptionHandler(null);
    ROOT.removeHandler(file);
    file.close();
  }

  /** Written through at once: the last line before a kill is the interesting one. */
  private static final class LineByLine extends StreamHandler {

    LineByLine(Path log) throws IOException {
      super(
          Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
          new OneLine());
      setLevel(Level.ALL);
    }

    @Override
    public synchronized void publish(LogRecord event) {
      super.publish(event);
      flush();
    }
  }

  private static final class OneLine extends Formatter {

    private final SimpleFormatter messages = new SimpleFormatter();

    @Override
    public String format(LogRecord event) {
      String line =
          "%s %-7s %s: %s%n"
              .formatted(
                  event.getInstant(),
                  event.getLevel(),
                  event.getLoggerName(),
                  messages.formatMessage(event));
      return event.getThrown() == null ? line : line + stackTrace(event.getThrown());
    }

    private static String stackTrace(Throwable thrown) {
      java.io.StringWriter text = new java.io.StringWriter();
      thrown.printStackTrace(new java.io.PrintWriter(text));
      return text.toString();
    }
  }
}
