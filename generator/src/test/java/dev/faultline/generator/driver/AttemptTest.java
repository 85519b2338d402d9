package dev.faultline.generator.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.check.Check;
import dev.faultline.core.check.Condition;
import dev.faultline.core.check.Expectation;
import dev.faultline.core.check.Statuses;
import dev.faultline.core.expression.Template;
import dev.faultline.core.expression.Values;
import dev.faultline.core.plan.Step;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.scenario.Measurement;
import io.netty.channel.DefaultEventLoop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttemptTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final DefaultEventLoop loop = new DefaultEventLoop();
  private final BlockingQueue<Measurement> ends = new LinkedBlockingQueue<>();
  private final BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();

  @AfterEach
  void endLoop() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void anAnswerEndsItOnTheEventLoop() throws Exception {
    Attempt attempt = attempt(LONG, Expectation.status(0));
    attempt.sent(12);
    attempt.answered(Reply.of("PONG", 7));
    Measurement end = end();
    assertThat(end.outcome()).isEqualTo(Outcome.OK);
    assertThat(end.bytesSent()).isEqualTo(12);
    assertThat(end.bytesReceived()).isEqualTo(7);
    assertThat(end.completedMicros()).isGreaterThanOrEqualTo(end.sentMicros());
    assertThat(loop.inEventLoop(threads.take())).isTrue();
  }

  @Test
  void anAnswerIsHeldAgainstTheExpectation() throws Exception {
    Check pong = new Check.Body(new Condition.Equal(Template.of("PONG")));
    Expectation expectation = new Expectation(Statuses.of(0), List.of(pong), List.of());
    Attempt attempt = attempt(LONG, expectation);
    attempt.sent(1);
    attempt.answered(Reply.of("PING", 7));
    Measurement end = end();
    assertThat(end.outcome()).isEqualTo(Outcome.CHECK_FAILED);
    assertThat(end.error()).isEqualTo("check-body");
  }

  @Test
  void anotherStatusThanExpectedIsAFailedCheck() throws Exception {
    Attempt attempt = attempt(LONG, Expectation.status(0));
    attempt.sent(1);
    attempt.answered(new Reply(5, Map.of(), "", 1));
    Measurement end = end();
    assertThat(end.outcome()).isEqualTo(Outcome.CHECK_FAILED);
    assertThat(end.status()).isEqualTo(5);
    assertThat(end.error()).isEmpty();
  }

  @Test
  void aRefusalKeepsTheWordOfTheTarget() throws Exception {
    Attempt attempt = attempt(LONG, Expectation.status(0));
    attempt.sent(1);
    attempt.refused("wrongtype", 60);
    Measurement end = end();
    assertThat(end.outcome()).isEqualTo(Outcome.CHECK_FAILED);
    assertThat(end.error()).isEqualTo("wrongtype");
    assertThat(end.bytesReceived()).isEqualTo(60);
  }

  @Test
  void withoutAnAnswerItEndsAtItsTimeout() throws Exception {
    Attempt attempt = attempt(Duration.ofMillis(20), Expectation.status(0));
    attempt.sent(1);
    Measurement end = end();
    assertThat(end.outcome()).isEqualTo(Outcome.TIMEOUT);
    assertThat(end.completedMicros() - end.sentMicros()).isGreaterThanOrEqualTo(20_000);
  }

  @Test
  void whatWasNeverSentHasNoBytesAndTookNoTime() throws Exception {
    Attempt attempt = attempt(LONG, Expectation.status(0));
    attempt.failed(Failure.NO_CONNECTION);
    Measurement end = end();
    assertThat(end.error()).isEqualTo("no-connection");
    assertThat(end.sentMicros()).isEqualTo(end.completedMicros());
    assertThat(end.bytesSent()).isZero();
  }

  @Test
  void itEndsOnceWhateverComesAfter() throws Exception {
    Attempt attempt = attempt(LONG, Expectation.status(0));
    attempt.sent(1);
    attempt.failed(Failure.CONNECTION_RESET);
    attempt.answered(Reply.DONE);
    attempt.refused("late", 1);
    attempt.sent(1);
    assertThat(end().outcome()).isEqualTo(Outcome.ERROR);
    loop.submit(() -> {}).sync();
    assertThat(ends).isEmpty();
  }

  private Measurement end() throws InterruptedException {
    return ends.poll(10, TimeUnit.SECONDS);
  }

  private Attempt attempt(Duration timeout, Expectation expectation) {
    Step.Request step =
        Step.Request.fixed("step", "GET", "/", Map.of(), Optional.empty(), timeout, expectation);
    return new Attempt(
        step,
        Values.NONE,
        measurement -> {
          threads.add(Thread.currentThread());
          ends.add(measurement);
        },
        loop,
        Clock.system());
  }
}
