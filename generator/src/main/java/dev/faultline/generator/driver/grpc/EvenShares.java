package dev.faultline.generator.driver.grpc;

/**
 * How many calls each of several connections has, and which of them may have the next one before
 * its turn: that which a call has left last, as long as it has no more than the others then, and
 * has not had more.
 *
 * <p>Who waits for an answer often calls again as soon as it is there. Over the same connection the
 * calls that follow one reading are written together; spread over all of them, each would be a
 * write of its own. But one that answers faster than the others, or fails at once, must not draw
 * the calls to itself: a target may be many behind one address, and each has to be seen as much as
 * with turns. On one event loop.
 */
final class EvenShares {

  /** So many calls more than on average a connection may have had. */
  private static final int AHEAD = 16;

  private final int[] calls;
  private final long[] had;
  private long allHad;
  private int all;
  private int lastLeft;

  /**
   * @param connections at least one
   */
  EvenShares(int connections) {
    this.calls = new int[connections];
    this.had = new long[connections];
  }

  /** A call goes over that connection. */
  void enters(int connection) {
    calls[connection]++;
    all++;
    had[connection]++;
    allHad++;
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

  /**
   * Whether that one has no more than its even share with one more call, now and since the begin.
   */
  boolean lastLeftHasRoom() {
    return (calls[lastLeft] + 1L) * calls.length <= all + 1L
        && (had[lastLeft] - AHEAD) * calls.length <= allHad;
  }
}
