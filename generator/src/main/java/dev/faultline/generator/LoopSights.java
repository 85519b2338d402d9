package dev.faultline.generator;

import dev.faultline.generator.scenario.Publications;
import dev.faultline.generator.scenario.Sights;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Brings what is observed anywhere to the loop that the events were published on. */
record LoopSights(Publications publications, Executor loop) implements Sights {

  @Override
  public CompletionStage<Void> seen(List<String> ids) {
    return CompletableFuture.runAsync(() -> ids.forEach(publications::seen), loop);
  }

  @Override
  public void blinded() {
    loop.execute(publications::blinded);
  }
}
