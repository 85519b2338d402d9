package dev.faultline.generator.driver.grpc;

import dev.faultline.core.expression.Values;
import dev.faultline.generator.scenario.Completion;
import dev.faultline.generator.scenario.PreparedRequest;

/** A step that is the same in every iteration, encoded once. */
record FixedCall(CallForm form, Outgoing outgoing) implements PreparedRequest {

  @Override
  public void send(Values values, Completion completion) {
    form.connections().begin(new Call(form, outgoing, values, completion));
  }
}
