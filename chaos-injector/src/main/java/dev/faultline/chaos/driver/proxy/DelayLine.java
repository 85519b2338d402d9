package dev.faultline.chaos.driver.proxy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Chunks on their way, each released at its own time and never before one that came earlier. While
 * some wait others are taken in, so delays do not add up; when a bounded number of bytes waits,
 * whoever brings more has to wait as well.
 *
 * <p>One thread puts and ends, one thread drains, any may abandon. As long as nothing waits, the
 * putting thread writes by itself: a proxy that delays nothing hands nothing over between threads.
 */
final class DelayLine {

  static final int MAX_WAITING_BYTES = 1 << 20;

  private final Toxics toxics;
  private final OutputStream out;
  private final Runnable wake = this::wake;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<Chunk> waiting = new ArrayDeque<>();
  private int waitingBytes;
  private boolean draining;
  private boolean ended;
  private boolean abandoned;

  DelayLine(Toxics toxics, OutputStream out) {
    this.toxics = toxics;
    this.out = out;
    toxics.onRemoval(wake);
  }

  /** Takes a chunk; when this returns it is written, or waits. */
  void put(Chunk chunk) throws IOException {
    if (mustWait(chunk)) {
      enqueue(chunk);
    } else {
      write(chunk);
    }
  }

  /** Nothing more will come. */
  void end() {
    locked(() -> ended = true);
  }

  /** Nothing that waits is wanted any more; whoever waits here is let go. */
  void abandon() {
    toxics.forget(wake);
    locked(() -> abandoned = true);
  }

  /** Writes what waits, each chunk at its time, until {@link #end} and the last one is written. */
  void drain() throws IOException {
    try {
      for (Chunk next = take(); next != null; next = take()) {
        write(next);
        locked(() -> draining = false);
      }
    } finally {
      abandon();
    }
  }

  private boolean mustWait(Chunk chunk) {
    lock.lock();
    try {
      // Only this thread adds chunks, so when nothing is ahead now, nothing will be.
      return draining || !waiting.isEmpty() || nanosToWait(chunk) > 0;
    } finally {
      lock.unlock();
    }
  }

  private void enqueue(Chunk chunk) throws IOException {
    lock.lock();
    try {
      while (waitingBytes >= MAX_WAITING_BYTES && !abandoned) {
        changed.await();
      }
      if (abandoned) {
        throw new IOException("the other side is gone");
      }
      waiting.add(chunk);
      waitingBytes += chunk.bytes().length;
      changed.signalAll();
    } catch (InterruptedException stop) {
      throw new InterruptedIOException();
    } finally {
      lock.unlock();
    }
  }

  /** The next chunk when its time has come; null at the end. */
  private Chunk take() throws IOException {
    lock.lock();
    try {
      while (!abandoned) {
        Chunk head = waiting.peek();
        if (head == null) {
          if (ended) {
            return null;
          }
          changed.await();
        } else if (changed.awaitNanos(nanosToWait(head)) <= 0 && nanosToWait(head) <= 0) {
          waitingBytes -= head.bytes().length;
          draining = true;
          changed.signalAll();
          return waiting.remove();
        }
      }
      return null;
    } catch (InterruptedException stop) {
      throw new InterruptedIOException();
    } finally {
      lock.unlock();
    }
  }

  private long nanosToWait(Chunk chunk) {
    return chunk.releaseNanos(toxics.present()) - System.nanoTime();
  }

  private void write(Chunk chunk) throws IOException {
    out.write(chunk.bytes());
    chunk.passed(toxics.present(), System.nanoTime());
  }

  private void wake() {
    locked(() -> {});
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
