package dev.faultline.cli.process;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Entry point of every child JVM: {@code ChildMain class args…} runs the class's main and dies with
 * the parent. The system closes a dead process's end of a pipe whatever killed it, so the end of
 * standard input is the one sign of the parent's death that even SIGKILL cannot suppress.
 */
public final class ChildMain {

  /** Kept: the logging system holds its loggers weakly and would forget the level. */
  private static final Logger ROOT = Logger.getLogger("");

  private ChildMain() {}

  /**
   * Runs another main.
   *
   * @param args the main class and its arguments
   */
  public static void main(String[] args) {
    InputStream parent = System.in;
    Thread.ofPlatform().daemon().name("parent-watch").start(() -> haltAtEnd(parent));
    // A terminal sends Ctrl-C to all its processes; only the parent knows the order to end in.
    ProcessSignals.ignore("INT");
    ProcessSignals.ignore("HUP");
    ROOT.setLevel(Level.WARNING);
    try {
      MethodHandles.publicLookup()
          .findStatic(
              Class.forName(args[0]), "main", MethodType.methodType(void.class, String[].class))
          .invoke(Arrays.copyOfRange(args, 1, args.length));
    } catch (Throwable failure) {
      failure.printStackTrace();
      // Not merely returned from: threads of what is half started would keep the process alive.
      Runtime.getRuntime().halt(1);
    }
  }

  private static void haltAtEnd(InputStream parent) {
    try {
      parent.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      ROOT.log(Level.FINE, "the pipe from the parent broke, which means the same as its end", e);
    }
    Runtime.getRuntime().halt(0);
  }
}
