package dev.faultline.generator.driver.grpc;

/**
 * How many calls each of several connections has, and which of them may have the next one before
 * its turn: that which a call has left last, as long as it has no more than the others then.
 *
 * <p>Who waits for an answer often calls again as soon as it is there. Over the same connection the
 * calls that follow one reading are written together; spread over all of them, each would be a
 * write of its own. On one event loop.
 */
final class EvenShares {

  private final int[] calls;
  private int all;
  private int lastLeft;

  /**
   * @param connections at least one
   */
  EvenShares(int connections) {
    this.calls = new int[connections];
  }

  /** A call goes over that connection. */
  void enters(int connection) {
    calls[connection]++;
    all++;
  }

  /** It has ended. */
  void leaves(int connection) {
    calls[connection]--;
    all--;
    lastLeft = connection;
  }

  /** The connection that a call has left last. */
  int lastLeft() {
    return lastLeft;
  }

  /** Whether that one has no more than its even share with one more call. */
  boolean lastLeftHasRoom() {
    return (calls[lastLeft] + 1L) * calls.length <= all + 1L;
  }
}
