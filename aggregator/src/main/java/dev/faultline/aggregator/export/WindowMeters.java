package dev.faultline.aggregator.export;

import dev.faultline.core.window.WindowStats;
import io.micrometer.core.instrument.Meter;
import java.util.List;

/** Meters that are fed by windows and removed together. */
interface WindowMeters {

  /** Takes over the window's values, once. */
  void observe(WindowStats window);

  /** All that have been registered. */
  List<Meter> meters();
}
