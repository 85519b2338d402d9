package dev.faultline.generator.scenario;

import dev.faultline.core.result.Outcome;

/**
 * What a driver saw of one request.
 *
 * @param sentMicros when its first byte was handed to the connection, microseconds since the epoch;
 *     the completion when it was never sent
 * @param completedMicros when its answer was complete or given up
 * @param status the protocol's status, 0 when there was no answer
 * @param error a short stable reason when there was no answer, or which check did not hold when the
 *     status was right; otherwise empty
 * @param bytesSent size of the request on the wire, 0 when it was never sent
 * @param bytesReceived what came back, complete or not
 */
public record Measurement(
    long sentMicros,
    long completedMicros,
    Outcome outcome,
    int status,
    String error,
    long bytesSent,
    long bytesReceived) {}
