package dev.faultline.core.profile;

/** A stage in its place in the profile, with the closed form of its integral. Immutable. */
sealed interface Segment permits LineSegment, WaveSegment {

  /** Its begin, from the profile's start. */
  long startMicros();

  /** The integral of the profile at its begin. */
  double arrivalsBefore();

  /** Its own integral. */
  double arrivals();

  /** When the profile's integral is {@code n}, in microseconds from the profile's start. */
  double dueMicros(double n);

  /** The profile's integral at a time within this stage. */
  double arrivalsBy(long offsetMicros);

  static Segment of(Stage stage, long startMicros, double arrivalsBefore) {
    return switch (stage) {
      case Stage.Constant constant -> LineSegment.of(constant, startMicros, arrivalsBefore);
      case Stage.Probe probe -> LineSegment.of(probe, startMicros, arrivalsBefore);
      case Stage.Ramp ramp -> LineSegment.of(ramp, startMicros, arrivalsBefore);
      case Stage.Sine sine -> WaveSegment.of(sine, startMicros, arrivalsBefore);
    };
  }
}
