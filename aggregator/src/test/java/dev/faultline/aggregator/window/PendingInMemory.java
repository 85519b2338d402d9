package dev.faultline.aggregator.window;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps the waiting windows of one run. */
final class PendingInMemory implements PendingWindows {

  private final Map<Long, List<ShardReport.Closed>> waiting = new TreeMap<>();

  @Override
  public void put(ShardReport.Closed window) {
    waiting.computeIfAbsent(window.startMicros(), start -> new ArrayList<>()).add(window);
  }

  @Override
  public List<ShardReport.Closed> take(long startMicros) {
    List<ShardReport.Closed> taken = waiting.remove(startMicros);
    if (taken == null) {
      return List.of();
    }
    taken.sort(Comparator.comparing(window -> window.key().shard()));
    return taken;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }
}
