package dev.faultline.cli.process;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The signals that this process gets. The JDK has no other way to hear of them in order: its
 * shutdown hooks run side by side, while Kafka's clients and the loggers go away under them.
 */
public final class ProcessSignals {

  private static final Logger LOG = System.getLogger(ProcessSignals.class.getName());

  private ProcessSignals() {}

  /** Has the action run, in a thread of its own, each time the signal comes. */
  public static void handle(String name, Runnable action) {
    install(name, signal -> action.run());
  }

  /** Lets the signal come and go. */
  public static void ignore(String name) {
    install(name, SignalHandler.SIG_IGN);
  }

  private static void install(String name, SignalHandler handler) {
    try {
      Signal.handle(new Signal(name), handler);
    } catch (IllegalArgumentException e) {
      // Windows has no HUP, for example: what cannot come need not be handled.
      LOG.log(Level.DEBUG, "the signal {0} cannot be handled on this system", name);
    }
  }
}
