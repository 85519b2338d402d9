package dev.faultline.cli.run;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicReference;
import sun.misc.Signal;

/**
 * Turns the first Ctrl-C (or SIGTERM, or a closed terminal) into a request that the run reads at
 * its own pace, and the second one into an immediate end. Shutdown hooks would not do: they run
 * side by side, in no order, while Kafka's clients and the loggers go away under them. Thread-safe.
 */
public final class StopSignal {

  private static final Logger LOG = System.getLogger(StopSignal.class.getName());

  private final int exitCodeOfSecond;
  private final AtomicReference<String> reason = new AtomicReference<>();

  /**
   * @param exitCodeOfSecond what the process ends with when it is told to stop again
   */
  public StopSignal(int exitCodeOfSecond) {
    this.exitCodeOfSecond = exitCodeOfSecond;
  }

  /** Listens to the signals of this process from now on. */
  public void listen() {
    listen("INT", "Ctrl-C");
    listen("TERM", "SIGTERM");
    listen("HUP", "the terminal was closed");
  }

  /** Asks for the end; the second time it does not wait for anybody. */
  public void request(String why) {
    if (!reason.compareAndSet(null, why)) {
      Runtime.getRuntime().halt(exitCodeOfSecond);
    }
  }

  public boolean requested() {
    return reason.get() != null;
  }

  /** What asked for the end; only when it was {@link #requested()}. */
  public String reason() {
    return reason.get();
  }

  /** For places where going on has no sense once the end was asked for. */
  void check() throws StoppedException {
    if (requested()) {
      throw new StoppedException(reason());
    }
  }

  private void listen(String name, String why) {
    try {
      Signal.handle(new Signal(name), signal -> request(why));
    } catch (IllegalArgumentException e) {
      LOG.log(Level.DEBUG, "this system does not let us handle the signal {0}", name);
    }
  }
}
