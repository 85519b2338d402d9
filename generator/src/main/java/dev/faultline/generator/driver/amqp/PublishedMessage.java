package dev.faultline.generator.driver.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.faultline.core.check.Capture;
import dev.faultline.core.expression.Template;
import dev.faultline.core.expression.Values;
import dev.faultline.core.plan.AmqpPublish;
import dev.faultline.core.plan.MessageContent;
import dev.faultline.core.time.Clock;
import dev.faultline.core.time.Durations;
import dev.faultline.generator.driver.Attempt;
import dev.faultline.generator.driver.message.Mailbox;
import dev.faultline.generator.driver.message.Mailbox.Wanted;
import dev.faultline.generator.driver.message.Message;
import dev.faultline.generator.driver.message.MessageIds;
import dev.faultline.generator.driver.message.Text;
import dev.faultline.generator.scenario.Completion;
import dev.faultline.generator.scenario.Measurement;
import dev.faultline.generator.scenario.PreparedRequest;
import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A step that publishes, and ends with the confirmation or, if wanted, with the delivery. */
final class PublishedMessage implements PreparedRequest {

  private static final Capture.Source ID = new Capture.Source.Header(Message.ID);
  private static final int PERSISTENT = 2;
  private static final int TRANSIENT = 1;

  private final AmqpPublish step;
  private final MessageContent content;
  private final Links links;
  private final Optional<Mailbox> deliveries;
  private final EventLoop loop;
  private final Clock clock;
  private final MessageIds ids = new MessageIds();
  private final Text body;
  private final long patienceMicros;

  /**
   * @param deliveries where messages come out; empty when nobody waits for that
   */
  PublishedMessage(
      AmqpPublish step, Links links, Optional<Mailbox> deliveries, EventLoop loop, Clock clock) {
    this.step = step;
    this.content = step.content();
    this.links = links;
    this.deliveries = deliveries;
    this.loop = loop;
    this.clock = clock;
    this.body = new Text(content.body());
    this.patienceMicros = Durations.micros(step.timeout());
  }

  @Override
  public void send(Values values, Completion completion) {
    Optional<String> id = needsId() ? Optional.of(ids.next()) : Optional.empty();
    byte[] bytes = body.fill(values);
    Map<String, Object> headers = headers(values, id);
    End end = new End(completion);
    Attempt attempt =
        deliveries.isPresent()
            ? awaited(deliveries.get(), id, values, end)
            : new Attempt(step, values, end::completed, loop, clock);
    Publication message =
        new Publication(
            attempt,
            step.exchange(),
            step.routingKey().fill(values),
            step.mandatory(),
            properties(headers, values),
            bytes,
            id,
            size(headers, bytes),
            deliveries.isPresent());
    end.before(links.publish(step.name(), message, patienceMicros));
  }

  private boolean needsId() {
    return step.mandatory() || step.delivery().filter(its -> its.match().isEmpty()).isPresent();
  }

  private Attempt awaited(Mailbox mailbox, Optional<String> id, Values values, End end) {
    Wanted wanted =
        step.delivery()
            .flatMap(AmqpPublish.Delivery::match)
            .map(match -> TakenMessage.wanted(match, values))
            .orElseGet(() -> Wanted.of(ID, id.orElseThrow()));
    Mailbox.Ticket ticket = mailbox.ticket(wanted);
    Attempt attempt = new Attempt(step, values, ticket.before(end::completed), loop, clock);
    ticket.await(attempt);
    return attempt;
  }

  private Map<String, Object> headers(Values values, Optional<String> id) {
    Map<String, Object> headers = new HashMap<>();
    content.headers().forEach((name, text) -> headers.put(name, text.fill(values)));
    id.ifPresent(its -> headers.put(Message.ID, its));
    return headers;
  }

  private BasicProperties properties(Map<String, Object> headers, Values values) {
    Optional<Template> type = content.contentType();
    return new BasicProperties.Builder()
        .headers(headers)
        .contentType(type.map(text -> text.fill(values)).orElse(null))
        .deliveryMode(step.persistent() ? PERSISTENT : TRANSIENT)
        .build();
  }

  private static long size(Map<String, Object> headers, byte[] body) {
    long size = body.length;
    for (Map.Entry<String, Object> header : headers.entrySet()) {
      size += header.getKey().length() + header.getValue().toString().length();
    }
    return size;
  }

  /** The end of a message, before which its place among the waiting is given up. */
  private static final class End {

    private final Completion completion;
    private Runnable first = () -> {};
    private boolean ended;

    End(Completion completion) {
      this.completion = completion;
    }

    /** It may be over already: then what was to be done first is done now. */
    void before(Runnable task) {
      first = task;
      if (ended) {
        task.run();
      }
    }

    void completed(Measurement measurement) {
      ended = true;
      first.run();
      completion.completed(measurement);
    }
  }
}
