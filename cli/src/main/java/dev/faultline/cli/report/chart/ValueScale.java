package dev.faultline.cli.report.chart;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Values from the bottom of a chart to its top. */
public sealed interface ValueScale {

  /** Where the value lies, 0 at the bottom to 1 at the top; values outside lie at the ends. */
  double fraction(double value);

  /** Nice numbers across the scale, ascending. */
  List<Double> ticks();

  /** The value at the top. */
  double top();

  /** From 0 to a nice number that is at least {@code largest}. */
  static ValueScale linear(double largest) {
    double covered = largest > 0 ? largest : 1;
    double step = Nice.atLeast(covered / 5);
    return new Linear(step, (int) Math.ceil(covered / step));
  }

  /** Linear while the smallest value can still be told from 0, logarithmic beyond. */
  static ValueScale covering(double smallest, double largest) {
    return smallest > 0 && largest > 40 * smallest
        ? new Log(Nice.atMost(smallest), Nice.atLeast(largest))
        : linear(largest);
  }

  /** Equal distances for equal differences: {@code steps} steps from 0. */
  record Linear(double step, int steps) implements ValueScale {

    @Override
    public double top() {
      return step * steps;
    }

    @Override
    public double fraction(double value) {
      return Math.clamp(value / top(), 0.0, 1.0);
    }

    @Override
    public List<Double> ticks() {
      return IntStream.rangeClosed(0, steps).mapToObj(k -> k * step).toList();
    }
  }

  /** Equal distances for equal ratios, between two nice numbers above 0. */
  record Log(double bottom, double top) implements ValueScale {

    @Override
    public double fraction(double value) {
      double above = Math.log(Math.max(value, bottom) / bottom);
      return Math.min(above / Math.log(top / bottom), 1);
    }

    /**
     * 1, 2 and 5 in each decade; when that would be many, powers of ten, and the bottom if it is
     * not close to one.
     */
    @Override
    public List<Double> ticks() {
      double decades = Math.log10(top / bottom);
      return DoubleStream.iterate(bottom, value -> value < top * 1.01, Nice::next)
          .filter(
              value ->
                  decades < 2.5
                      || Nice.powerOfTen(value)
                      || (value == bottom && Nice.powerOfTen(value / 2)))
          .boxed()
          .toList();
    }
  }
}
