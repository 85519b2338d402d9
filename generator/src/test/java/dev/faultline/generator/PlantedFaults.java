package dev.faultline.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A relay that hands events on, one after the other, but loses, repeats and reorders some, and
 * keeps count of that.
 */
final class PlantedFaults implements AutoCloseable {

  private final ExecutorService deliveries = Executors.newSingleThreadExecutor();
  private final Consumer<String> onward;
  private final boolean faulty;
  private final AtomicInteger taken = new AtomicInteger();
  private final List<String> heldBack = new ArrayList<>();
  private int lost;
  private int repeated;
  private int reordered;

  /**
   * Of twenty events one is lost, one repeated and one passed by the next.
   *
   * @param onward hands an event on, and waits until that is done
   */
  PlantedFaults(Consumer<String> onward) {
    this(onward, true);
  }

  private PlantedFaults(Consumer<String> onward, boolean faulty) {
    this.onward = onward;
    this.faulty = faulty;
  }

  /** A relay that does all as it should. */
  static PlantedFaults none(Consumer<String> onward) {
    return new PlantedFaults(onward, false);
  }

  /** Takes an event and waits until it is delivered, if it is, so that there is no backlog. */
  void take(String event) {
    int number = taken.getAndIncrement();
    CompletableFuture.runAsync(() -> deliver(event, faulty ? number % 20 : 0), deliveries).join();
  }

  private void deliver(String event, int kind) {
    switch (kind) {
      case 3 -> lost++;
      case 7 -> {
        repeated++;
        onward.accept(event);
        onward.accept(event);
      }
      case 11 -> heldBack.add(event);
      default -> onward.accept(event);
    }
    if (kind == 12 && !heldBack.isEmpty()) {
      reordered++;
      onward.accept(heldBack.removeFirst());
    }
  }

  int taken() {
    return taken.get();
  }

  int lost() {
    return lost;
  }

  int repeated() {
    return repeated;
  }

  int reordered() {
    return reordered;
  }

  @Override
  public void close() throws InterruptedException {
    deliveries.shutdown();
    if (!deliveries.awaitTermination(10, TimeUnit.SECONDS)) {
      throw new AssertionError("events are still on their way");
    }
  }
}
