package dev.faultline.generator.resource;

import java.util.Map;

/** Looks at one resource; for one thread. */
interface Meter {

  /**
   * What it uses now, by measure.
   *
   * @param atMicros the time of the look, microseconds since the epoch
   * @throws NotSeenException when that is not to be had; the next look may succeed
   * @throws InterruptedException when the thread is to stop
   */
  Map<String, Double> look(long atMicros) throws NotSeenException, InterruptedException;
}
