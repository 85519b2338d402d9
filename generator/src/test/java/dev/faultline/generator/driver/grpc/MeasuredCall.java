package dev.faultline.generator.driver.grpc;

import dev.faultline.generator.scenario.Completion;
import dev.faultline.generator.scenario.Measurement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was told of a call.
 *
 * @param whole its end
 * @param besides the parts that were measured, by name
 * @param stopped when it was broken off
 */
record MeasuredCall(
    CompletableFuture<Measurement> whole,
    Map<String, Measurement> besides,
    CompletableFuture<Long> stopped)
    implements Completion {

  MeasuredCall() {
    this(new CompletableFuture<>(), new ConcurrentHashMap<>(), new CompletableFuture<>());
  }

  @Override
  public void completed(Measurement measurement) {
    whole.complete(measurement);
  }

  @Override
  public void measuredBesides(String step, Measurement measurement) {
    besides.merge(
        step,
        measurement,
        (_, _) -> {
          throw new IllegalStateException(step + " twice");
        });
  }

  @Override
  public void stopped(long nowMicros) {
    stopped.complete(nowMicros);
  }
}
