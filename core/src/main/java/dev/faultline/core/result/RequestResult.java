package dev.faultline.core.result;

import dev.faultline.core.run.RunId;

/**
 * One request as its client felt it. Three times are kept so that neither coordinated omission nor
 * the generator's own lateness can hide:
 *
 * <pre>
 * intended start ──sendDelay──▶ sent ──serviceTime──▶ completed
 *        └──────────── response time ────────────────────┘
 * </pre>
 *
 * @param seq position in the shard's epoch, from 1 and without gaps
 * @param intendedStartMicros when the profile said it must begin, microseconds since the epoch
 * @param sendDelayMicros from the intended start to the actual send, not negative
 * @param serviceTimeMicros from the actual send to the completion, not negative
 * @param status the protocol's status (HTTP: the status code), 0 when there was no answer
 * @param error a short stable reason when there was no answer (for example {@code
 *     connection-refused}), or which check did not hold when the status was right (for example
 *     {@code check-json}); otherwise empty
 * @param bytesSent size of the request on the wire, as far as the driver knows it
 * @param bytesReceived size of the answer on the wire, as far as the driver knows it
 */
public record RequestResult(
    RunId runId,
    int shard,
    int epoch,
    long seq,
    String scenario,
    String step,
    long intendedStartMicros,
    long sendDelayMicros,
    long serviceTimeMicros,
    Outcome outcome,
    int status,
    String error,
    long bytesSent,
    long bytesReceived)
    implements ResultRecord, CompletedRequest {

  public RequestResult {
    if (seq < 1) {
      throw new IllegalArgumentException("seq starts at 1, not " + seq);
    }
    if (sendDelayMicros < 0 || serviceTimeMicros < 0) {
      throw new IllegalArgumentException(
          "a request cannot end before it began: delay "
              + sendDelayMicros
              + " µs, service "
              + serviceTimeMicros
              + " µs");
    }
  }
}
