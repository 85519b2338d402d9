package dev.faultline.core.profile;

import dev.faultline.core.time.Durations;

/**
 * A stage whose rate is a sine; its arrivals lie anywhere in a wave, see {@link WaveCount}.
 *
 * @param startMicros its begin, from the profile's start
 * @param lengthMicros how long it lasts
 * @param arrivalsBefore the integral of the profile at its begin
 * @param arrivals its own integral
 * @param beginSeconds its begin, from the wave's trough before
 * @param beginCount the count at its begin
 */
record WaveSegment(
    long startMicros,
    long lengthMicros,
    double arrivalsBefore,
    double arrivals,
    WaveCount wave,
    double beginSeconds,
    double beginCount)
    implements Segment {

  private static final double MICROS_PER_SECOND = 1e6;

  static WaveSegment of(Stage.Sine stage, long startMicros, double arrivalsBefore) {
    long lengthMicros = Durations.micros(stage.duration());
    WaveCount wave = WaveCount.of(stage.wave());
    double begin = stage.wave().sinceTroughMicros(0) / MICROS_PER_SECOND;
    double beginCount = wave.at(begin);
    double arrivals = wave.during(begin, lengthMicros / MICROS_PER_SECOND);
    return new WaveSegment(
        startMicros, lengthMicros, arrivalsBefore, arrivals, wave, begin, beginCount);
  }

  @Override
  public double dueMicros(double n) {
    double seconds = wave.seconds(beginCount + (n - arrivalsBefore)) - beginSeconds;
    return startMicros + Math.clamp(seconds * MICROS_PER_SECOND, 0, lengthMicros);
  }

  @Override
  public double arrivalsBy(long offsetMicros) {
    double elapsed = (offsetMicros - startMicros) / MICROS_PER_SECOND;
    return arrivalsBefore + wave.during(beginSeconds, elapsed);
  }
}
