package dev.faultline.aggregator.window;

import static dev.faultline.aggregator.window.WindowTime.SIZE_MICROS;
import static dev.faultline.aggregator.window.WindowTime.startOf;

import dev.faultline.core.run.RunId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A shard's windows that are not closed yet. Not thread-safe. */
final class OpenWindows {

  private static final long NONE = Long.MAX_VALUE;

  private final RunId runId;
  private final SortedMap<Long, Cells> byStart = new TreeMap<>();

  /** Results come by time, nearly: the next one is of the same window as the one before. */
  private long latestStart = NONE;

  private Cells latest;

  OpenWindows(RunId runId) {
    this.runId = runId;
    latest = new Cells(runId);
  }

  /** The window that contains the time. */
  Cells at(long micros) {
    if (micros < latestStart || micros - latestStart >= SIZE_MICROS) {
      latestStart = startOf(micros);
      latest = byStart.computeIfAbsent(latestStart, unseen -> new Cells(runId));
    }
    return latest;
  }

  /** Whether there is anything in the window that begins then. */
  boolean contains(long start) {
    return byStart.containsKey(start);
  }

  /** Removes the window that begins then; it may be empty. */
  Cells close(long start) {
    latestStart = NONE;
    Cells cells = byStart.remove(start);
    return cells == null ? new Cells(runId) : cells;
  }

  /** Forgets the windows that begin before the time; returns how many results were in them. */
  long forgetBefore(long micros) {
    return forget(byStart.headMap(micros).values());
  }

  /** Forgets all windows; returns how many results were in them. */
  long forgetAll() {
    return forget(byStart.values());
  }

  private long forget(Collection<Cells> windows) {
    latestStart = NONE;
    long completed = windows.stream().mapToLong(Cells::completed).sum();
    windows.clear();
    return completed;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeInt(byStart.size());
    for (Map.Entry<Long, Cells> window : byStart.entrySet()) {
      out.writeLong(window.getKey());
      window.getValue().writeTo(out);
    }
  }

  static OpenWindows readFrom(DataInput in, RunId runId) throws IOException {
    OpenWindows read = new OpenWindows(runId);
    for (int left = in.readInt(); left > 0; left--) {
      read.byStart.put(in.readLong(), Cells.readFrom(in, runId));
    }
    return read;
  }
}
