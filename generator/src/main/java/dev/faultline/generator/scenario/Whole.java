package dev.faultline.generator.scenario;

import dev.faultline.core.result.Outcome;

/** What becomes of an iteration as a whole: it ends as the first of its requests that failed. */
final class Whole {

  private final long begunMicros;
  private Measurement decisive;
  private long bytesSent;
  private long bytesReceived;

  Whole(long begunMicros) {
    this.begunMicros = begunMicros;
  }

  /** One of its requests has ended. */
  void add(Measurement measurement) {
    if (!failed()) {
      decisive = measurement;
    }
    bytesSent += measurement.bytesSent();
    bytesReceived += measurement.bytesReceived();
  }

  /** Whether one of its requests was not answered as it should. */
  boolean failed() {
    return decisive != null && !decisive.outcome().successful();
  }

  Measurement measurement(long endedMicros) {
    return new Measurement(
        Math.min(begunMicros, endedMicros),
        endedMicros,
        decisive == null ? Outcome.OK : decisive.outcome(),
        decisive == null ? 0 : decisive.status(),
        decisive == null ? "" : decisive.error(),
        bytesSent,
        bytesReceived);
  }
}
