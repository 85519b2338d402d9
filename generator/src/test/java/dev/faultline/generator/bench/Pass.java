package dev.faultline.generator.bench;

import dev.faultline.testkit.bench.Machine;
import java.time.Duration;

/**
 * What a tool did between two moments.
 *
 * @param rate requests per second as the target saw them
 * @param cpuMicros processor time of its process for each
 * @param rssBytes most memory that its process has had so far
 */
record Pass(double rate, double cpuMicros, long rssBytes) {

  /** Measures a tool that is at work, after its warm-up. */
  static Pass of(ProcessHandle process, Bench bench) throws InterruptedException {
    Thread.sleep(bench.warmUp());
    long begin = System.nanoTime();
    long requests = -bench.count();
    long cpu = -cpuNanos(process);
    Thread.sleep(bench.window());
    if (!process.isAlive()) {
      throw new IllegalStateException("a tool has ended before it was measured");
    }
    cpu += cpuNanos(process);
    requests += bench.count();
    if (requests == 0) {
      throw new IllegalStateException("no request has reached the target after the warm-up");
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new Pass(requests / seconds, cpu / 1e3 / requests, Machine.peakRssBytes(process));
  }

  /** The same, and ends it. */
  static Pass of(Peer peer, Bench bench) throws InterruptedException {
    try (peer) {
      return of(peer.process(), bench);
    }
  }

  /** How long a tool has to be at work for all of it. */
  static Duration patience(Bench bench) {
    return bench.warmUp().plus(bench.window()).plusSeconds(10);
  }

  private static long cpuNanos(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }
}
