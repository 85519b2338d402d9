package dev.faultline.generator.driver.http;

import dev.faultline.core.result.Outcome;
import dev.faultline.generator.driver.Failure;
import dev.faultline.generator.scenario.Completion;
import dev.faultline.generator.scenario.Measurement;

/** One request on its way, from being wanted to its end. */
final class Exchange {

  private final HttpRequest request;
  private final Completion completion;
  private boolean sent;
  private long sentMicros;
  private boolean sentAgain;

  Exchange(HttpRequest request, Completion completion) {
    this.request = request;
    this.completion = completion;
  }

  HttpRequest request() {
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
    end(nowMicros, request.judge(status), status, "", bytesReceived);
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
