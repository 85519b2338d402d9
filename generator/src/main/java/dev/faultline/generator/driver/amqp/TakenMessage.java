package dev.faultline.generator.driver.amqp;

import dev.faultline.core.expression.Values;
import dev.faultline.core.plan.AmqpConsume;
import dev.faultline.core.plan.Match;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.Attempt;
import dev.faultline.generator.driver.message.Mailbox;
import dev.faultline.generator.driver.message.Mailbox.Wanted;
import dev.faultline.generator.scenario.Completion;
import dev.faultline.generator.scenario.PreparedRequest;
import io.netty.channel.EventLoop;

/** A step that takes a message out of a queue; its service time is the wait. */
record TakenMessage(AmqpConsume step, Mailbox mailbox, EventLoop loop, Clock clock)
    implements PreparedRequest {

  @Override
  public void send(Values values, Completion completion) {
    Mailbox.Ticket ticket = mailbox.ticket(wanted(values));
    Attempt attempt = new Attempt(step, values, ticket.before(completion), loop, clock);
    attempt.sent(0);
    ticket.await(attempt);
  }

  private Wanted wanted(Values values) {
    return step.match().map(match -> wanted(match, values)).orElse(Wanted.ANY);
  }

  static Wanted wanted(Match match, Values values) {
    return Wanted.of(match.source(), match.value().fill(values));
  }
}
