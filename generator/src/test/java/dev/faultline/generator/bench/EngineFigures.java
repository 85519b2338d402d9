package dev.faultline.generator.bench;

import com.sun.management.ThreadMXBean;
import dev.faultline.testkit.bench.ChildJvm;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Function;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * What a generator's JVM says of itself.
 *
 * @param liveBytes of the heap, what the last collection left; after a full one, all that was alive
 * @param peakHeapBytes not below the most that was ever in use: the sum of each pool's peak
 * @param allocatedBytes by all threads since the start
 * @param gcMillis in collections since the start
 * @param recordsPerBatch of the results' producer, over its last half minute
 * @param batchBytes the same, compressed
 */
record EngineFigures(
    long liveBytes,
    long peakHeapBytes,
    long allocatedBytes,
    long gcMillis,
    double recordsPerBatch,
    double batchBytes) {

  private static final String NOW = "now";
  private static final String COLLECTED = "collected";

  static EngineFigures of(ChildJvm engine) {
    return asked(engine, NOW);
  }

  /** The same after a full collection. */
  static EngineFigures collected(ChildJvm engine) {
    return asked(engine, COLLECTED);
  }

  private static EngineFigures asked(ChildJvm engine, String request) {
    engine.tell(request);
    double[] figures =
        Arrays.stream(engine.answer().split(" ")).mapToDouble(Double::parseDouble).toArray();
    return new EngineFigures(
        (long) figures[0],
        (long) figures[1],
        (long) figures[2],
        (long) figures[3],
        figures[4],
        figures[5]);
  }

  /** The other end, in the generator's JVM. */
  static String answer(String request) throws JMException {
    if (request.equals(COLLECTED)) {
      System.gc();
    }
    return "%d %d %d %d %s %s"
        .formatted(
            ofHeap(MemoryPoolMXBean::getCollectionUsage),
            ofHeap(MemoryPoolMXBean::getPeakUsage),
            ManagementFactory.getPlatformMXBean(ThreadMXBean.class).getTotalThreadAllocatedBytes(),
            ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum(),
            ofResultsProducer("records-per-request-avg"),
            ofResultsProducer("batch-size-avg"));
  }

  private static long ofHeap(Function<MemoryPoolMXBean, MemoryUsage> usage) {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(usage)
        .mapToLong(MemoryUsage::getUsed)
        .sum();
  }

  /** Of several producers it is the one that has sent most; a request of its has one batch. */
  private static double ofResultsProducer(String metric) throws JMException {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    ObjectName producers = new ObjectName("kafka.producer:type=producer-metrics,client-id=*");
    ObjectName busiest =
        beans.queryNames(producers, null).stream()
            .max(
                Comparator.comparingDouble(producer -> value(beans, producer, "record-send-total")))
            .orElseThrow();
    return value(beans, busiest, metric);
  }

  private static double value(MBeanServer beans, ObjectName producer, String metric) {
    try {
      return (double) beans.getAttribute(producer, metric);
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }
}
