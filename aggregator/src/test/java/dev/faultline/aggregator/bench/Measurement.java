package dev.faultline.aggregator.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.faultline.testkit.bench.Machine;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Measures a pass in this JVM. */
final class Measurement {

  private final long created = System.nanoTime();
  private final HeapWatch heap = new HeapWatch();
  private final List<Long> live = Collections.synchronizedList(new ArrayList<>());
  private Usage begin;
  private Usage end;

  private record Usage(long wall, long cpu, long gc) {

    static Usage now() {
      OperatingSystemMXBean system =
          ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
      long gcMillis =
          ManagementFactory.getGarbageCollectorMXBeans().stream()
              .mapToLong(GarbageCollectorMXBean::getCollectionTime)
              .sum();
      return new Usage(System.nanoTime(), system.getProcessCpuTime(), gcMillis);
    }
  }

  void begin() {
    begin = Usage.now();
  }

  void end() {
    end = Usage.now();
  }

  /** Collects all garbage and notes what is left. */
  void noteLiveHeap() {
    System.gc();
    live.add(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
  }

  Measured result() {
    heap.stop();
    return new Measured(
        (end.wall() - created) / 1e9,
        (end.wall() - begin.wall()) / 1e9,
        (end.cpu() - begin.cpu()) / 1e9,
        (end.gc() - begin.gc()) / 1e3,
        heap.result(),
        Machine.peakRssBytes(),
        List.copyOf(live));
  }
}
