package dev.faultline.generator.driver.custom;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Somebody else's code, on threads that see its class loader and may be given up. Thread-safe.
 *
 * @param patience that its setup and its teardown are met with
 */
record Guest(ClassLoader loader, Duration patience) {

  /** A thread for one execution; not started. */
  Thread thread(String scenario, Runnable code) {
    return Thread.ofVirtual()
        .name("faultline-custom-" + scenario)
        .unstarted(
            () -> {
              Thread.currentThread().setContextClassLoader(loader);
              code.run();
            });
  }

  /**
   * Waits for it, and interrupts it when that takes too long.
   *
   * @return why it did not come to its end, for people; empty when it did
   */
  Optional<String> call(String scenario, Callable<Void> code) {
    CompletableFuture<Void> ended = new CompletableFuture<>();
    Thread thread = thread(scenario, () -> run(code, ended));
    thread.start();
    try {
      ended.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of(String.valueOf(e.getCause()));
    } catch (TimeoutException _) {
      thread.interrupt();
      return Optional.of("it takes longer than %d s".formatted(patience.toSeconds()));
    } catch (InterruptedException _) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      return Optional.of("it was interrupted");
    }
  }

  private static void run(Callable<Void> code, CompletableFuture<Void> ended) {
    try {
      ended.complete(code.call());
    } catch (Throwable e) { // whatever it is, it is the guest's own affair
      ended.completeExceptionally(e);
    }
  }
}
