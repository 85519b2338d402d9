package dev.faultline.generator;

import dev.faultline.core.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Ends when a test says so. */
final class FakeOnceSteps implements OnceSteps {

  private final CompletableFuture<SetUpEnd> setUp = new CompletableFuture<>();
  private final CompletableFuture<Void> tearDown = new CompletableFuture<>();
  private final List<Plan> tornDown = new ArrayList<>();
  private int setUps;

  @Override
  public CompletableFuture<SetUpEnd> setUp(Plan plan) {
    setUps++;
    return setUp;
  }

  @Override
  public CompletableFuture<Void> tearDown(Plan plan) {
    tornDown.add(plan);
    return tearDown;
  }

  void endSetUp(Map<String, Map<String, String>> captured) {
    setUp.complete(new SetUpEnd(captured, Optional.empty()));
  }

  void failSetUp(Map<String, Map<String, String>> captured, String why) {
    setUp.complete(new SetUpEnd(captured, Optional.of(why)));
  }

  void endTearDown() {
    tearDown.complete(null);
  }

  /** How often one was begun. */
  int setUps() {
    return setUps;
  }

  /** The plans of which one was begun. */
  List<Plan> tornDown() {
    return tornDown;
  }
}
