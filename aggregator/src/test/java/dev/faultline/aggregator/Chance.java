package dev.faultline.aggregator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * All that a test leaves to chance. When the test fails, the failure says with which seed, and what
 * was drawn; {@code -Dfaultline.seed=…} draws the same again (if not at the same nanosecond).
 */
final class Chance implements BeforeEachCallback, TestExecutionExceptionHandler {

  private final long seed = Long.getLong("faultline.seed", new Random().nextLong());
  private final List<String> drawn = new ArrayList<>();
  private Random random;

  /** Tests of one class with the same seed draw differently, so they do not share run ids. */
  @Override
  public void beforeEach(ExtensionContext context) {
    random = new Random(seed ^ context.getUniqueId().hashCode());
  }

  Random random() {
    return random;
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** For the failure message. */
  void note(String what) {
    drawn.add(what);
  }

  /** Lets some time pass, so that what comes next comes at any moment. */
  void pass(Duration atMost) {
    LockSupport.parkNanos(random.nextLong(atMost.toNanos()));
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure) {
    throw new AssertionError(
        "-Dfaultline.seed=%d, %s: %s".formatted(seed, drawn, failure.getMessage()), failure);
  }
}
