package dev.faultline.aggregator.window;

import dev.faultline.core.window.WindowRecord;
import dev.faultline.core.window.WindowStats;
import dev.faultline.schemas.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keeps all that one run emits, and the parts of its roll-ups as bytes. */
final class OutputInMemory implements WindowOutput {

  private final List<WindowRecord> emitted = new ArrayList<>();
  private final List<byte[]> parts = new ArrayList<>();

  @Override
  public void emit(WindowRecord record) {
    emitted.add(record);
    if (record instanceof WindowStats window && RollUp.needs(window)) {
      parts.add(Topics.WINDOWS.codec().encode(window));
    }
  }

  @Override
  public Iterable<WindowStats> take(RollUp rollUp) {
    List<WindowStats> taken = new ArrayList<>();
    parts.removeIf(
        bytes -> {
          WindowStats part = (WindowStats) Topics.WINDOWS.codec().decode(bytes);
          return part.sizeMicros() == rollUp.partMicros() && taken.add(part);
        });
    taken.sort(Comparator.comparing(WindowStats::series).thenComparing(WindowStats::startMicros));
    return taken;
  }

  List<WindowRecord> emitted() {
    return emitted;
  }

  boolean keepsNothing() {
    return parts.isEmpty();
  }
}
