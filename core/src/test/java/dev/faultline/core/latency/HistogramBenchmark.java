package dev.faultline.core.latency;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Time and memory of {@link LatencyHistogram} beside those of HdrHistogram's own: nanoseconds for a
 * recorded latency, beginning with an empty histogram; microseconds for what is done with a whole
 * one, both of CPU time of the thread; bytes of heap for a histogram. Latencies are log-normal
 * around 5 ms, sigma 0.5. The command is in ADR 18.
 */
final class HistogramBenchmark {

  private static final List<Integer> SIZES = List.of(20, 1_000, 2_000, 100_000);
  private static final int SERIES = 64;
  private static final int HELD = 512;
  private static final int ROUNDS = 3;
  private static final long ROUND_NANOS = 60_000_000;

  /** Keeps what was computed from being optimised away. */
  private static volatile Object sink;

  private final long[][] latencies = new long[SERIES][];
  private final int size;

  private HistogramBenchmark(int size) {
    this.size = size;
    Random random = new Random(4);
    for (int i = 0; i < SERIES; i++) {
      latencies[i] = new long[size];
      for (int j = 0; j < size; j++) {
        latencies[i][j] = (long) (5_000 * Math.exp(random.nextGaussian() / 2));
      }
    }
  }

  /** Prints Markdown tables: of the heap, then of the time, twice, for the first one warms up. */
  public static void main(String[] arguments) {
    List<HistogramBenchmark> benchmarks = SIZES.stream().map(HistogramBenchmark::new).toList();
    sink = benchmarks.getFirst().bytesOfOne(Rival.own()); // what starting left behind is collected
    System.out.println("\n| | latencies | heap, bytes |\n|---|---|---|");
    benchmarks.forEach(each -> each.forAll(each::printHeap));
    for (int pass = 0; pass < 2; pass++) {
      System.out.println(
          "\n| | latencies | record, ns | add, µs | p99, µs | encode, µs | decode, µs"
              + " | writeTo + readFrom, µs |\n|---|---|---|---|---|---|---|---|");
      benchmarks.forEach(each -> each.forAll(each::printTime));
    }
  }

  private void forAll(Consumer<Rival<?>> print) {
    List.of(Rival.own(), Rival.array(), Rival.packed()).forEach(print);
  }

  private <H> void printHeap(Rival<H> rival) {
    System.out.printf("| %s | %,d | %,d |%n", rival.name(), size, bytesOfOne(rival));
  }

  private <H> void printTime(Rival<H> rival) {
    List<H> filled = Arrays.stream(latencies).map(series -> fill(rival, series)).toList();
    List<byte[]> encoded = filled.stream().map(rival.encoding()).toList();
    H sum = rival.fresh().get();
    System.out.printf(
        "| %s | %,d | %.1f | %.1f | %.1f | %.1f | %.1f | %s |%n",
        rival.name(),
        size,
        nanos(List.of(latencies), series -> fill(rival, series)) / size,
        nanos(filled, histogram -> add(rival, sum, histogram)) / 1e3,
        nanos(filled, rival.percentile99()) / 1e3,
        nanos(filled, rival.encoding()) / 1e3,
        nanos(encoded, rival.decoding()) / 1e3,
        filled.getFirst() instanceof LatencyHistogram
            ? "%.1f".formatted(nanos(filled, each -> thereAndBack((LatencyHistogram) each)) / 1e3)
            : "");
  }

  private static <H> H fill(Rival<H> rival, long[] series) {
    H histogram = rival.fresh().get();
    for (long micros : series) {
      rival.recording().record(histogram, micros);
    }
    return histogram;
  }

  private static <H> H add(Rival<H> rival, H sum, H histogram) {
    rival.merging().accept(sum, histogram);
    return sum;
  }

  private static LatencyHistogram thereAndBack(LatencyHistogram histogram) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      histogram.writeTo(new DataOutputStream(bytes));
      return LatencyHistogram.readFrom(
          new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
  }

  /** For one of the items, in the best round. */
  private static <T> double nanos(List<T> items, Function<T, ?> work) {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long begin = cpuNanos();
      long elapsed = 0;
      int times = 0;
      for (; elapsed < ROUND_NANOS; elapsed = cpuNanos() - begin) {
        items.forEach(item -> sink = work.apply(item));
        times++;
      }
      best = Math.min(best, (double) elapsed / times / items.size());
    }
    return best;
  }

  /** Of this thread: whatever else runs on the machine does not count. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private <H> long bytesOfOne(Rival<H> rival) {
    long before = heap();
    List<H> held = new ArrayList<>();
    for (int i = 0; i < HELD; i++) {
      held.add(fill(rival, latencies[i % SERIES]));
    }
    long bytes = (heap() - before) / HELD;
    sink = held;
    return bytes;
  }

  private static long heap() {
    sink = null;
    for (int i = 0; i < 4; i++) { // only one in four leaves no dead objects where they are
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
