package dev.faultline.core.profile;

import java.math.BigDecimal;
import java.util.function.DoubleUnaryOperator;

/**
 * The integral of a wave's rate by Gauss and Legendre's rule, knowing nothing of its
 * antiderivative.
 */
final class WaveIntegral {

  private static final double[] NODES = {
    0.1488743389816312,
    0.4333953941292472,
    0.6794095682990244,
    0.8650633666889845,
    0.9739065285171717
  };
  private static final double[] WEIGHTS = {
    0.2955242247147529,
    0.2692667193099963,
    0.2190863625159820,
    0.1494513491505806,
    0.0666713443086881
  };
  private static final int PANELS = 8;

  private WaveIntegral() {}

  /** What arrives in the first so many microseconds. */
  static BigDecimal arrivals(Wave wave, BigDecimal micros) {
    BigDecimal period = BigDecimal.valueOf(wave.period().toNanos() / 1000);
    BigDecimal[] periods = micros.divideAndRemainder(period);
    double angle = 2 * Math.PI / period.doubleValue();
    double phase = (wave.phase().toNanos() / 1000) % period.longValueExact();
    DoubleUnaryOperator rate = t -> wave.mean() + wave.amplitude() * Math.sin(angle * (t + phase));
    return new BigDecimal(integral(rate, period.doubleValue()))
        .multiply(periods[0])
        .add(new BigDecimal(integral(rate, periods[1].doubleValue())))
        .movePointLeft(6);
  }

  private static double integral(DoubleUnaryOperator rate, double end) {
    double half = end / PANELS / 2;
    double sum = 0;
    for (int panel = 0; panel < PANELS; panel++) {
      double middle = (2 * panel + 1) * half;
      for (int i = 0; i < NODES.length; i++) {
        double distance = NODES[i] * half;
        sum +=
            WEIGHTS[i]
                * (rate.applyAsDouble(middle - distance) + rate.applyAsDouble(middle + distance));
      }
    }
    return sum * half;
  }
}
