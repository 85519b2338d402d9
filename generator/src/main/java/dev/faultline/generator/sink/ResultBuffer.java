package dev.faultline.generator.sink;

import dev.faultline.core.result.ResultRecord;
import org.jctools.queues.atomic.SpscAtomicArrayQueue;

/**
 * Bounded, first in first out, between one event loop that offers and one sender that polls.
 * Neither ever waits for the other.
 */
public final class ResultBuffer {

  private final SpscAtomicArrayQueue<ResultRecord> queue;

  /**
   * @param capacity records it holds, rounded up to a power of two
   */
  public ResultBuffer(int capacity) {
    queue = new SpscAtomicArrayQueue<>(capacity);
  }

  /** Keeps the record, or says that there is no room. On the event loop only. */
  public boolean offer(ResultRecord record) {
    return queue.offer(record);
  }

  /** The oldest record, or null when there is none. On the sender's thread only. */
  public ResultRecord poll() {
    return queue.poll();
  }

  /** How full it is, 0 to 1. From any thread. */
  public double fill() {
    return (double) queue.size() / queue.capacity();
  }
}
