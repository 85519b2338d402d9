package dev.faultline.aggregator.bench;

import dev.faultline.testkit.bench.Parent;

/** One way over all of the topic. */
interface Pass {

  /**
   * Does it.
   *
   * @param name an application id of its own
   * @param measurement is told when the first record is there, and when all is done
   * @param parent says when what only others see has happened
   */
  void run(String name, Measurement measurement, Parent parent) throws Exception;
}
