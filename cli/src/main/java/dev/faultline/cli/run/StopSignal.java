package dev.faultline.cli.run;

import dev.faultline.cli.process.ProcessSignals;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Turns the first Ctrl-C (or SIGTERM, or a closed terminal) into a request that the run reads at
 * its own pace, and the second one into an immediate end. Thread-safe.
 */
public final class StopSignal {

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
    ProcessSignals.handle("INT", () -> request("Ctrl-C"));
    ProcessSignals.handle("TERM", () -> request("SIGTERM"));
    ProcessSignals.handle("HUP", () -> request("the terminal was closed"));
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
  public void check() throws StoppedException {
    if (requested()) {
      throw new StoppedException(reason());
    }
  }
}
