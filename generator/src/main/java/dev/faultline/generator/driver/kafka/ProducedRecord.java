package dev.faultline.generator.driver.kafka;

import dev.faultline.core.check.Capture;
import dev.faultline.core.expression.Values;
import dev.faultline.core.plan.KafkaProduce;
import dev.faultline.core.plan.Match;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.Attempt;
import dev.faultline.generator.driver.Failure;
import dev.faultline.generator.driver.Reply;
import dev.faultline.generator.driver.message.Mailbox;
import dev.faultline.generator.driver.message.Mailbox.Wanted;
import dev.faultline.generator.driver.message.Message;
import dev.faultline.generator.driver.message.MessageIds;
import dev.faultline.generator.driver.message.Text;
import dev.faultline.generator.scenario.Completion;
import dev.faultline.generator.scenario.PreparedRequest;
import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** A step that produces, and ends with the acknowledgement or, if wanted, with the delivery. */
final class ProducedRecord implements PreparedRequest {

  private static final Capture.Source ID = new Capture.Source.Header(Message.ID);

  private final KafkaProduce step;
  private final Producer<byte[], byte[]> producer;
  private final Optional<Mailbox> deliveries;
  private final EventLoop loop;
  private final Clock clock;
  private final MessageIds ids = new MessageIds();
  private final Optional<Text> key;
  private final Map<String, Text> headers = new LinkedHashMap<>();
  private final Text value;

  /**
   * @param deliveries where records come out; empty when nobody waits for that
   */
  ProducedRecord(
      KafkaProduce step,
      Producer<byte[], byte[]> producer,
      Optional<Mailbox> deliveries,
      EventLoop loop,
      Clock clock) {
    this.step = step;
    this.producer = producer;
    this.deliveries = deliveries;
    this.loop = loop;
    this.clock = clock;
    this.key = step.key().map(Text::new);
    step.content().headers().forEach((name, text) -> headers.put(name, new Text(text)));
    this.value = new Text(step.content().body());
  }

  @Override
  public void send(Values values, Completion completion) {
    byte[] body = value.fill(values);
    byte[] itsKey = key.map(text -> text.fill(values)).orElse(null);
    List<Header> itsHeaders = new ArrayList<>();
    headers.forEach((name, text) -> itsHeaders.add(new RecordHeader(name, text.fill(values))));
    Attempt attempt =
        deliveries.isPresent()
            ? awaited(deliveries.get(), itsHeaders, values, completion)
            : attempt(values, completion);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(step.topic(), null, itsKey, body, itsHeaders);
    attempt.sent(size(record));
    try {
      producer.send(record, (told, failure) -> acknowledged(attempt, told, failure));
    } catch (RuntimeException refused) {
      Refusal.end(attempt, refused);
    }
  }

  private Attempt attempt(Values values, Completion completion) {
    return new Attempt(step, values, completion, loop, clock);
  }

  private Attempt awaited(
      Mailbox mailbox, List<Header> itsHeaders, Values values, Completion completion) {
    Mailbox.Ticket ticket = mailbox.ticket(wanted(itsHeaders, values));
    Attempt attempt = attempt(values, ticket.before(completion));
    ticket.await(attempt);
    return attempt;
  }

  /** By what it will be known again: by what the plan says, or an id of ours. */
  private Wanted wanted(List<Header> itsHeaders, Values values) {
    Optional<Match> match = step.delivery().flatMap(KafkaProduce.Delivery::match);
    if (match.isPresent()) {
      return Wanted.of(match.get().source(), match.get().value().fill(values));
    }
    String id = ids.next();
    itsHeaders.add(new RecordHeader(Message.ID, id.getBytes(StandardCharsets.US_ASCII)));
    return Wanted.of(ID, id);
  }

  private void acknowledged(Attempt attempt, RecordMetadata told, Exception failure) {
    if (failure != null) {
      Refusal.end(attempt, failure);
    } else if (deliveries.isPresent()) {
      attempt.ifLate(Failure.NOT_DELIVERED);
    } else {
      Map<String, String> where =
          Map.of("partition", "" + told.partition(), "offset", "" + told.offset());
      attempt.answered(new Reply(0, where, "", 0));
    }
  }

  private static long size(ProducerRecord<byte[], byte[]> record) {
    long size = record.value().length + (record.key() == null ? 0 : record.key().length);
    for (Header header : record.headers()) {
      size += header.key().length() + header.value().length;
    }
    return size;
  }
}
