package dev.faultline.aggregator.window;

import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowRecord;
import dev.faultline.core.window.WindowStats;
import java.util.function.Consumer;

/**
 * Adds the roll-ups to the base windows of one run: those that a second completes come after its
 * base windows and before its progress, by size, then in the order of their series.
 *
 * <pre>
 *  1 s  ├─┼─┼─┼─┼─┼─┼─┼─┼─┼─┤ ─┐
 * 10 s  ├───────────────────┼────▶ six of these ─┐
 * 60 s  ├───────────────────┼──── ··· ───────────┴──┤
 * </pre>
 *
 * <p>At the end of the run those that were begun are emitted with what there is. A function of the
 * records it is given and of what the output keeps; it has no state of its own.
 *
 * @param output gets all that it is given too
 */
public record RollUps(WindowOutput output) implements Consumer<WindowRecord> {

  /** Takes the run's next record, as {@link RunMerge} emits them. */
  @Override
  public void accept(WindowRecord record) {
    if (record instanceof RunProgress progress) {
      for (RollUp each : RollUp.values()) {
        if (progress.finished() || each.endsAt(progress.watermarkMicros())) {
          emit(each);
        }
      }
    }
    output.emit(record);
  }

  private void emit(RollUp rollUp) {
    RolledUp begun = null;
    for (WindowStats part : output.take(rollUp)) {
      if (begun != null && !begun.of(part.series())) {
        output.emit(begun.window());
        begun = null;
      }
      begun = begun == null ? new RolledUp(rollUp, part) : begun.add(part);
    }
    if (begun != null) {
      output.emit(begun.window());
    }
  }
}
