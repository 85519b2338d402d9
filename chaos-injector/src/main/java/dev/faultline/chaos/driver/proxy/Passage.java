package dev.faultline.chaos.driver.proxy;

import java.util.random.RandomGenerator;

/** Holds nothing back, and remembers that a chunk came by that had arrived since it is there. */
final class Passage implements Toxic {

  private volatile boolean seen;

  @Override
  public long holdNanos(RandomGenerator random) {
    return 0;
  }

  @Override
  public void passed(long heldNanos) {
    seen = true;
  }

  boolean seen() {
    return seen;
  }
}
