package dev.faultline.aggregator.bench;

import java.util.List;

/**
 * What one pass took.
 *
 * @param wholeSeconds from its very begin
 * @param seconds from the first record
 * @param cpuSeconds of the process, from the first record
 * @param gcSeconds of these for the garbage collector
 * @param heap in bytes
 * @param rssBytes most memory the process had, 0 when the system does not tell
 * @param liveBytes heap after a full collection, at each tenth of the run when that was asked for
 */
record Measured(
    double wholeSeconds,
    double seconds,
    double cpuSeconds,
    double gcSeconds,
    Heap heap,
    long rssBytes,
    List<Long> liveBytes) {

  /**
   * Heap in bytes.
   *
   * @param afterGcMedian in use after a collection, of whatever generation
   * @param afterGcMax the highest of these
   * @param committedMax most that the JVM had
   */
  record Heap(long afterGcMedian, long afterGcMax, long committedMax) {}

  double cores() {
    return cpuSeconds / seconds;
  }

  String line() {
    StringBuilder line = new StringBuilder();
    line.append(wholeSeconds).append(' ').append(seconds).append(' ').append(cpuSeconds);
    line.append(' ').append(gcSeconds).append(' ').append(heap.afterGcMedian());
    line.append(' ').append(heap.afterGcMax()).append(' ').append(heap.committedMax());
    line.append(' ').append(rssBytes);
    liveBytes.forEach(live -> line.append(' ').append(live));
    return line.toString();
  }

  /** Reads a {@link #line()}. */
  static Measured of(String line) {
    List<String> parts = List.of(line.split(" "));
    return new Measured(
        Double.parseDouble(parts.get(0)),
        Double.parseDouble(parts.get(1)),
        Double.parseDouble(parts.get(2)),
        Double.parseDouble(parts.get(3)),
        new Heap(
            Long.parseLong(parts.get(4)),
            Long.parseLong(parts.get(5)),
            Long.parseLong(parts.get(6))),
        Long.parseLong(parts.get(7)),
        parts.subList(8, parts.size()).stream().map(Long::valueOf).toList());
  }
}
