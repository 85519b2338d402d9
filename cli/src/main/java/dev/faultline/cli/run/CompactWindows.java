package dev.faultline.cli.run;

import dev.faultline.core.window.WindowRecord;
import dev.faultline.core.window.WindowStats;
import dev.faultline.schemas.Topics;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/**
 * Windows as they stood on their topic, each decoded when it is asked for. A decoded window holds
 * two histograms of 150 kB each, an encoded one takes about a thousandth of that: a run of hours
 * fits in memory this way.
 */
final class CompactWindows extends AbstractList<WindowStats> {

  private final List<byte[]> encoded = new ArrayList<>();

  @Override
  public boolean add(WindowStats window) {
    return encoded.add(Topics.WINDOWS.codec().encode(window));
  }

  @Override
  public WindowStats get(int index) {
    WindowRecord decoded = Topics.WINDOWS.codec().decode(encoded.get(index));
    return (WindowStats) decoded;
  }

  @Override
  public int size() {
    return encoded.size();
  }
}
