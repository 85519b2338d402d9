package dev.faultline.generator.driver.http;

import dev.faultline.core.expression.Values;
import dev.faultline.core.plan.Step;
import dev.faultline.core.plan.Target;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.Failure;
import dev.faultline.generator.scenario.Completion;
import dev.faultline.generator.scenario.Measurement;
import dev.faultline.generator.scenario.PreparedRequest;
import dev.faultline.generator.scenario.StepDriver;
import dev.faultline.generator.scenario.UnusableTargetException;

/** HTTP in one of its versions, which the pool and the form of requests decide. */
final class HttpDriver implements StepDriver {

  private final Target.Http target;
  private final RequestPool pool;
  private final RequestForm.Source forms;
  private final Clock clock;

  HttpDriver(Target.Http target, RequestPool pool, RequestForm.Source forms, Clock clock) {
    this.target = target;
    this.pool = pool;
    this.forms = forms;
    this.clock = clock;
  }

  @Override
  public PreparedRequest prepare(Step.Measured step) throws UnusableTargetException {
    if (step instanceof Step.Request request) {
      return prepare(request);
    }
    throw UnusableTargetException.notAsked(step, target);
  }

  private PreparedRequest prepare(Step.Request step) throws UnusableTargetException {
    try {
      RequestForm form = forms.of(step);
      return step.isFixed()
          ? form.shared()
          : (values, completion) -> send(form, values, completion);
    } catch (InvalidRequestException e) {
      throw new UnusableTargetException("step '" + step.name() + "': " + e.getMessage());
    }
  }

  private void send(RequestForm form, Values values, Completion completion) {
    try {
      form.of(values).send(values, completion);
    } catch (InvalidRequestException _) {
      completion.completed(notSent(Failure.INVALID_REQUEST));
    }
  }

  private Measurement notSent(Failure failure) {
    long nowMicros = clock.epochMicros();
    return new Measurement(nowMicros, nowMicros, failure.outcome(), 0, failure.reason(), 0, 0);
  }

  @Override
  public void giveUpWaiting() {
    pool.giveUpWaiting();
  }

  @Override
  public void close() {
    pool.close();
  }
}
