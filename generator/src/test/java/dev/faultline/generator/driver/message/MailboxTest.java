package dev.faultline.generator.driver.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.check.Capture;
import dev.faultline.core.check.Expectation;
import dev.faultline.core.expression.Values;
import dev.faultline.core.plan.AmqpConsume;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.Attempt;
import dev.faultline.generator.driver.Failure;
import dev.faultline.generator.driver.message.Mailbox.Wanted;
import dev.faultline.generator.scenario.Measurement;
import io.netty.channel.DefaultEventLoop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailboxTest {

  private static final Capture.Source ID = new Capture.Source.Header("id");
  private static final int MANY = 2_000;

  private final DefaultEventLoop loop = new DefaultEventLoop();
  private final AtomicInteger taken = new AtomicInteger();

  @AfterEach
  void endLoop() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void whoWaitsForAMessageGetsItAndNobodyElse() throws Exception {
    Mailbox mailbox = new Mailbox(0);
    CompletableFuture<Measurement> other = wait(mailbox, Wanted.of(ID, "b"));
    CompletableFuture<Measurement> one = wait(mailbox, Wanted.of(ID, "a"));

    mailbox.arrive(message("a"), taken::incrementAndGet);

    assertThat(one.get(10, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.OK);
    assertThat(other).isNotDone();
    assertThat(taken).hasValue(1);
  }

  @Test
  void ofThoseWhoWaitForTheSameTheFirstComesFirst() throws Exception {
    Mailbox mailbox = new Mailbox(0);
    CompletableFuture<Measurement> first = wait(mailbox, Wanted.ANY);
    CompletableFuture<Measurement> second = wait(mailbox, Wanted.ANY);

    mailbox.arrive(message("a"), taken::incrementAndGet);

    assertThat(first.get(10, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.OK);
    assertThat(second).isNotDone();
  }

  @Test
  void whoGaveUpGetsNothing() throws Exception {
    Mailbox mailbox = new Mailbox(0);
    List<Attempt> attempts = new ArrayList<>();
    CompletableFuture<Measurement> first = wait(mailbox, Wanted.ANY, attempts);
    CompletableFuture<Measurement> second = wait(mailbox, Wanted.ANY, attempts);

    attempts.getFirst().failed(Failure.NO_CONNECTION);
    first.get(10, TimeUnit.SECONDS);
    mailbox.arrive(message("a"), taken::incrementAndGet);

    assertThat(second.get(10, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void messagesWaitForWhoWantsThemAndTheOldestGoesWhenThereAreTooMany() throws Exception {
    Mailbox mailbox = new Mailbox(2);
    for (String id : List.of("a", "b", "c")) {
      mailbox.arrive(message(id), taken::incrementAndGet);
    }
    assertThat(taken).hasValue(1);

    assertThat(wait(mailbox, Wanted.of(ID, "a"))).isNotDone();
    assertThat(wait(mailbox, Wanted.of(ID, "c")).get(10, TimeUnit.SECONDS).outcome())
        .isEqualTo(Outcome.OK);
    assertThat(wait(mailbox, Wanted.of(ID, "b")).get(10, TimeUnit.SECONDS).outcome())
        .isEqualTo(Outcome.OK);
    assertThat(taken).hasValue(3);
  }

  @Test
  void everyMessageFindsItsOwnerWhenBothComeAtOnce() throws Exception {
    Mailbox mailbox = new Mailbox(MANY);
    Thread arriving =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 0; i < MANY; i++) {
                    mailbox.arrive(message("m" + i), taken::incrementAndGet);
                  }
                });
    List<CompletableFuture<Measurement>> ends = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      ends.add(wait(mailbox, Wanted.of(ID, "m" + i)));
    }
    arriving.join();

    for (CompletableFuture<Measurement> end : ends) {
      assertThat(end.get(20, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.OK);
    }
    assertThat(taken).hasValue(MANY);
  }

  private CompletableFuture<Measurement> wait(Mailbox mailbox, Wanted wanted) {
    return wait(mailbox, wanted, new ArrayList<>());
  }

  private CompletableFuture<Measurement> wait(
      Mailbox mailbox, Wanted wanted, List<Attempt> attempts) {
    AmqpConsume step =
        new AmqpConsume(
            "take", "q", Optional.empty(), Duration.ofMinutes(1), Expectation.status(0));
    CompletableFuture<Measurement> end = new CompletableFuture<>();
    Mailbox.Ticket ticket = mailbox.ticket(wanted);
    Attempt attempt =
        new Attempt(step, Values.NONE, ticket.before(end::complete), loop, Clock.system());
    attempts.add(attempt);
    attempt.sent(0);
    ticket.await(attempt);
    return end;
  }

  private static Message message(String id) {
    return new Message(Map.of("id", id), id.getBytes(StandardCharsets.UTF_8), 0, false);
  }
}
