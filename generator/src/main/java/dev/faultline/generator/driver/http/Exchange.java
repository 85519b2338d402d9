package dev.faultline.generator.driver.http;

import dev.faultline.core.expression.Values;
import dev.faultline.core.result.Outcome;
import dev.faultline.generator.driver.Failure;
import dev.faultline.generator.scenario.Completion;
import dev.faultline.generator.scenario.Measurement;

/**
 * One request on its way, from being wanted to its end.
 *
 * @param <R> what it looks like on the wire
 */
final class Exchange<R extends Sendable> {

  /** Why a check fails that would have to look into the answer; part of the format of results. */
  static final String BODY_TOO_LARGE = "body-too-large";

  private final R request;
  private final Values values;
  private final Completion completion;

  /** Null when the answer's status is all that matters. */
  private KeptAnswer kept;

  private boolean sent;
  private long sentMicros;
  private boolean sentAgain;

  /**
   * @param values of the iteration that wants it
   */
  Exchange(R request, Values values, Completion completion) {
    this.request = request;
    this.values = values;
    this.completion = completion;
  }

  R request() {
    return request;
  }

  long sentMicros() {
    return sentMicros;
  }

  long deadlineMicros() {
    return sentMicros + request.timeoutMicros();
  }

  void sent(long nowMicros) {
    sent = true;
    sentMicros = nowMicros;
    kept = request.keeper();
  }

  /** Where its answer is to go besides; null when nobody looks into it. */
  KeptAnswer kept() {
    return kept;
  }

  /** The connection turned out to have been closed before; true the first time only. */
  boolean mayBeSentAgain() {
    return !sentAgain;
  }

  void takeBack() {
    sent = false;
    sentAgain = true;
  }

  /** It was answered in full. */
  void answered(long nowMicros, int status, long bytesReceived) {
    if (!request.expects(status)) {
      end(nowMicros, Outcome.CHECK_FAILED, status, "", bytesReceived);
      return;
    }
    String broken = kept == null ? "" : broken(nowMicros);
    Outcome outcome = broken.isEmpty() ? Outcome.OK : Outcome.CHECK_FAILED;
    end(nowMicros, outcome, status, broken, bytesReceived);
  }

  private String broken(long nowMicros) {
    return kept.bodyTooLarge()
        ? BODY_TOO_LARGE
        : request.expectation().judge(kept.complete(nowMicros - sentMicros), values);
  }

  /** It will not be answered. */
  void failed(long nowMicros, Failure failure, long bytesReceived) {
    end(nowMicros, failure.outcome(), 0, failure.reason(), bytesReceived);
  }

  private void end(long nowMicros, Outcome outcome, int status, String error, long received) {
    completion.completed(
        new Measurement(
            sent ? sentMicros : nowMicros,
            nowMicros,
            outcome,
            status,
            error,
            sent ? request.size() : 0,
            received));
  }
}
