package dev.faultline.generator.thread;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * A thread that stands behind those that put load on when they share a processor: it carries what
 * has been measured, for which milliseconds do not count. It is to get a tenth of what each of them
 * gets then, which is {@code nice} 10, and all that they leave.
 *
 * <p>Where that cannot be had, nothing happens.
 */
public final class BackgroundThread {

  private static final int NICE = 10;

  private BackgroundThread() {}

  /** Makes the current thread one, and all that it starts from now on. */
  public static void become() {
    LinuxThread.nice(NICE);
  }

  /** Makes something whose threads, started meanwhile, are to be such threads. */
  public static <T> T make(Supplier<T> maker) {
    FutureTask<T> made =
        new FutureTask<>(
            () -> {
              become();
              return maker.get();
            });
    Thread.ofPlatform().name("faultline-start").start(made);
    try {
      return made.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while starting", e);
    }
  }
}
