package dev.faultline.chaos.driver.proxy;

import java.util.random.RandomGenerator;

/**
 * Something in a proxy's way from the upstream to the client. Called by the threads of all
 * connections at once.
 */
interface Toxic {

  /** How long the chunk that has just arrived is to be held back, in nanoseconds; 0: not at all. */
  long holdNanos(RandomGenerator random);

  /** A chunk that it was asked about, and that was not let go early, has been passed on. */
  void passed(long heldNanos);
}
