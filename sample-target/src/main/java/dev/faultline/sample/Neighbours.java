package dev.faultline.sample;

import java.util.function.LongSupplier;

/**
 * The services that live on checkout's port beside it, each with a memory of its own that is
 * bounded. None of them fails or slows down by itself.
 */
final class Neighbours {

  private Neighbours() {}

  /**
   * All of them.
   *
   * @param nanoTime by which what they keep makes progress
   */
  static Routes routes(LongSupplier nanoTime) {
    return new Identity()
        .routes()
        .and(new Market(nanoTime).routes())
        .and(new Transactions(nanoTime).routes())
        .and(new Deployments(nanoTime).routes())
        .and(new Agents(nanoTime).routes())
        .and(new Tasks(nanoTime).routes())
        .and(new Exchanges().routes());
  }
}
