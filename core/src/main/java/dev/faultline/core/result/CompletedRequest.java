package dev.faultline.core.result;

import dev.faultline.core.run.RunId;

/**
 * What a client felt of one request. {@link RequestResult} holds it; a reader of millions may
 * implement this over the bytes instead, and then says it only until it goes on to the next one.
 */
public interface CompletedRequest {

  /** The run it belongs to. */
  RunId runId();

  /** Index of the shard within its run, from 0. */
  int shard();

  /** How many generators carried the shard before the one that sent it. */
  int epoch();

  /** Position in the shard's epoch, from 1 and without gaps. */
  long seq();

  /** Name of the scenario. */
  String scenario();

  /** Name of the step. */
  String step();

  /** When the profile said it must begin, microseconds since the epoch. */
  long intendedStartMicros();

  /** From the intended start to the actual send, not negative. */
  long sendDelayMicros();

  /** From the actual send to the completion, not negative. */
  long serviceTimeMicros();

  /** How it ended. */
  Outcome outcome();

  /** The protocol's status, 0 when there was no answer. */
  int status();

  /** Size of the request on the wire. */
  long bytesSent();

  /** Size of the answer on the wire. */
  long bytesReceived();

  /** Completion minus intended start: what a user who came on time waited. */
  default long responseTimeMicros() {
    return sendDelayMicros() + serviceTimeMicros();
  }

  /** When it completed, microseconds since the epoch; decides its window. */
  default long completedMicros() {
    return intendedStartMicros() + responseTimeMicros();
  }
}
