package dev.faultline.generator.scenario;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Who is told which events were observed. Thread-safe. */
public interface Sights {

  /**
   * These were observed just now, in this order. Some of them may be of other runs.
   *
   * @param ids as the events carry them
   * @return completed when they have been taken into account; whoever observes a lot waits for
   *     that, so that what waits to be taken is bounded
   */
  CompletionStage<Void> seen(List<String> ids);

  /** Nothing can be observed any more, so what is delivered from now on will not be known. */
  void blinded();
}
