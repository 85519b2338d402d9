package dev.faultline.aggregator.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/** Notes the heap after each garbage collection of this JVM. */
final class HeapWatch implements NotificationListener {

  private final Set<String> heapPools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(MemoryPoolMXBean::getName)
          .collect(Collectors.toSet());
  private final List<Long> used = new ArrayList<>();
  private long committed;

  HeapWatch() {
    for (NotificationEmitter collector : collectors()) {
      collector.addNotificationListener(this, null, null);
    }
  }

  void stop() {
    try {
      for (NotificationEmitter collector : collectors()) {
        collector.removeNotificationListener(this);
      }
    } catch (ListenerNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<NotificationEmitter> collectors() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .map(NotificationEmitter.class::cast)
        .toList();
  }

  @Override
  public synchronized void handleNotification(Notification notification, Object unused) {
    if (notification
        .getType()
        .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      note(
          GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
              .getGcInfo()
              .getMemoryUsageAfterGc());
    }
  }

  private void note(Map<String, MemoryUsage> afterGc) {
    List<MemoryUsage> heap =
        afterGc.entrySet().stream()
            .filter(pool -> heapPools.contains(pool.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    used.add(heap.stream().mapToLong(MemoryUsage::getUsed).sum());
    committed = Math.max(committed, heap.stream().mapToLong(MemoryUsage::getCommitted).sum());
  }

  synchronized Measured.Heap result() {
    long now = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
    if (used.isEmpty()) {
      return new Measured.Heap(0, 0, now);
    }
    Collections.sort(used);
    return new Measured.Heap(used.get(used.size() / 2), used.getLast(), Math.max(committed, now));
  }
}
