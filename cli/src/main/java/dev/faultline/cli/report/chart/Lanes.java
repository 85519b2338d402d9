package dev.faultline.cli.report.chart;

import java.util.ArrayList;
import java.util.List;

/** Puts intervals into rows so that none covers another: each into the first row with room. */
final class Lanes {

  private final List<List<Interval>> lanes = new ArrayList<>();

  /** An interval of the axis, both ends from 0 to 1. */
  record Interval(double from, double to) {
    boolean meets(Interval other) {
      return from < other.to && other.from < to;
    }
  }

  /** The row of the interval, from 0. */
  int place(Interval interval) {
    for (int lane = 0; lane < lanes.size(); lane++) {
      if (lanes.get(lane).stream().noneMatch(interval::meets)) {
        lanes.get(lane).add(interval);
        return lane;
      }
    }
    lanes.add(new ArrayList<>(List.of(interval)));
    return lanes.size() - 1;
  }

  /** How many rows there are. */
  int count() {
    return lanes.size();
  }
}
