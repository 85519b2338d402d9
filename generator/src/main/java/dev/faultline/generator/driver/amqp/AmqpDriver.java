package dev.faultline.generator.driver.amqp;

import com.rabbitmq.client.AlreadyClosedException;
import dev.faultline.core.plan.AmqpConsume;
import dev.faultline.core.plan.AmqpPublish;
import dev.faultline.core.plan.AmqpPublish.Source;
import dev.faultline.core.plan.Step;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.message.Mailbox;
import dev.faultline.generator.driver.message.Message;
import dev.faultline.generator.scenario.PreparedRequest;
import dev.faultline.generator.scenario.StepDriver;
import dev.faultline.generator.scenario.UnusableTargetException;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Publishes over several connections in turn, and reads where messages are to come out. */
final class AmqpDriver implements StepDriver {

  private final Dialer dialer;
  private final Links links;
  private final EventLoop loop;
  private final Clock clock;
  private final Map<Source, Mailbox> mailboxes = new HashMap<>();
  private final List<AmqpSubscription> subscriptions = new ArrayList<>();

  AmqpDriver(Dialer dialer, List<Link> links, EventLoop loop, Clock clock) {
    this.dialer = dialer;
    this.links = new Links(links, loop);
    this.loop = loop;
    this.clock = clock;
  }

  @Override
  public PreparedRequest prepare(Step.Measured step) throws UnusableTargetException {
    return switch (step) {
      case AmqpPublish publish -> prepare(publish);
      case AmqpConsume consume -> prepare(consume);
      default -> throw UnusableTargetException.notAsked(step, dialer.target());
    };
  }

  private PreparedRequest prepare(AmqpConsume consume) throws UnusableTargetException {
    Mailbox mailbox = mailbox(consume, new Source.Queue(consume.queue()));
    if (consume.match().isPresent()) {
      makeRoom(mailbox);
    }
    return new TakenMessage(consume, mailbox, loop, clock);
  }

  /**
   * The server hands over no more while as many as it may are kept. Whoever takes any message takes
   * one of these; whoever waits for a certain one needs it to go on.
   */
  private static void makeRoom(Mailbox mailbox) {
    mailbox.keepAtMost(AmqpSubscription.PREFETCH - 1);
  }

  private PreparedRequest prepare(AmqpPublish publish) throws UnusableTargetException {
    Optional<Mailbox> deliveries = Optional.empty();
    if (publish.delivery().isPresent()) {
      Mailbox mailbox = mailbox(publish, publish.delivery().get().source());
      makeRoom(mailbox);
      deliveries = Optional.of(mailbox);
    }
    return new PublishedMessage(publish, links, deliveries, loop, clock);
  }

  /** All steps that read the same share it. A queue's messages wait for who wants them. */
  private Mailbox mailbox(Step.Measured step, Source source) throws UnusableTargetException {
    Mailbox before = mailboxes.get(source);
    if (before != null) {
      return before;
    }
    Mailbox mailbox = new Mailbox(source instanceof Source.Queue ? AmqpSubscription.PREFETCH : 0);
    try {
      subscriptions.add(AmqpSubscription.open(dialer, source, clock, into(mailbox)));
    } catch (IOException | TimeoutException | AlreadyClosedException e) {
      throw new UnusableTargetException(
          "step '%s', target '%s': %s"
              .formatted(step.name(), dialer.target().name(), Problem.of(e, dialer.target())));
    }
    mailboxes.put(source, mailbox);
    return mailbox;
  }

  private static AmqpSubscription.Listener into(Mailbox mailbox) {
    return new AmqpSubscription.Listener() {
      @Override
      public void arrived(Message message, Runnable taken) {
        mailbox.arrive(message, taken);
      }

      @Override
      public void lost() {
        mailbox.clear();
      }
    };
  }

  @Override
  public void giveUpWaiting() {
    links.giveUpWaiting();
  }

  @Override
  public void close() {
    subscriptions.forEach(AmqpSubscription::close);
    links.close();
  }
}
