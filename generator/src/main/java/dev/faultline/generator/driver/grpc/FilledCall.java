package dev.faultline.generator.driver.grpc;

import dev.faultline.core.expression.Values;
import dev.faultline.generator.driver.Failure;
import dev.faultline.generator.scenario.Completion;
import dev.faultline.generator.scenario.Measurement;
import dev.faultline.generator.scenario.PreparedRequest;
import dev.faultline.generator.scenario.UnusableTargetException;

/** A step that each iteration fills in. */
record FilledCall(CallForm form, CallEncoder encoder) implements PreparedRequest {

  @Override
  public void send(Values values, Completion completion) {
    try {
      Outgoing outgoing = encoder.encode(values);
      form.connections().begin(new Call(form, outgoing, values, completion));
    } catch (UnusableTargetException _) {
      long nowMicros = form.connections().clock().epochMicros();
      Failure why = Failure.INVALID_REQUEST;
      completion.completed(
          new Measurement(nowMicros, nowMicros, why.outcome(), 0, why.reason(), 0, 0));
    }
  }
}
