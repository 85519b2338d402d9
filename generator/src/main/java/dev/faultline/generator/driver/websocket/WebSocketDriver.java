package dev.faultline.generator.driver.websocket;

import dev.faultline.core.check.Check;
import dev.faultline.core.expression.Template;
import dev.faultline.core.expression.Values;
import dev.faultline.core.plan.Step;
import dev.faultline.core.plan.Target;
import dev.faultline.core.plan.WebSocketStep;
import dev.faultline.core.time.Clock;
import dev.faultline.core.time.Durations;
import dev.faultline.generator.driver.Attempt;
import dev.faultline.generator.driver.Failure;
import dev.faultline.generator.scenario.Completion;
import dev.faultline.generator.scenario.Measurement;
import dev.faultline.generator.scenario.PreparedRequest;
import dev.faultline.generator.scenario.StepDriver;
import dev.faultline.generator.scenario.UnusableTargetException;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** WebSocket: each iteration has a connection of its own, which ends with it. */
final class WebSocketDriver implements StepDriver {

  private static final int MAX_FRAME_BYTES = 1 << 20;

  private final Target.WebSocket target;
  private final Optional<String> authorization;
  private final Connections connections;
  private final EventLoop loop;
  private final Clock clock;

  /** By the iteration that each belongs to. */
  private final Map<Object, Conversation> conversations = new IdentityHashMap<>();

  /**
   * @param authorization what the target is told of who asks
   */
  WebSocketDriver(
      Target.WebSocket target,
      Optional<String> authorization,
      Connections connections,
      EventLoop loop,
      Clock clock) {
    this.target = target;
    this.authorization = authorization;
    this.connections = connections;
    this.loop = loop;
    this.clock = clock;
  }

  @Override
  public PreparedRequest prepare(Step.Measured step) throws UnusableTargetException {
    if (!(step instanceof WebSocketStep known)) {
      throw UnusableTargetException.notAsked(step, target);
    }
    return switch (known) {
      case WebSocketStep.Connect connect ->
          (values, completion) -> connect(connect, values, completion);
      case WebSocketStep.Send send -> (values, completion) -> send(send, values, completion);
      case WebSocketStep.Receive receive ->
          (values, completion) ->
              over(receive, values, completion)
                  .ifPresent(its -> its.conversation.await(its.waiter(receive.like(), values)));
      case WebSocketStep.Close close ->
          (values, completion) ->
              over(close, values, completion).ifPresent(its -> its.conversation.close(its.attempt));
    };
  }

  private void connect(WebSocketStep.Connect step, Values values, Completion completion) {
    iterationEnded(values);
    Opening opening = new Opening(values, completion);
    Attempt attempt = new Attempt(step, values, opening, loop, clock);
    long timeoutMicros = Durations.micros(step.timeout());
    try {
      opening.conversation =
          new Conversation(connections, config(step, values), attempt, timeoutMicros);
    } catch (URISyntaxException | IllegalArgumentException _) {
      attempt.failed(Failure.INVALID_REQUEST); // what expressions made of path or headers
      return;
    }
    conversations.put(values.iteration(), opening.conversation);
    connections.open(opening.conversation);
  }

  private WebSocketClientProtocolConfig config(WebSocketStep.Connect step, Values values)
      throws URISyntaxException {
    HttpHeaders headers = new DefaultHttpHeaders();
    headers.set("user-agent", "faultline");
    authorization.ifPresent(value -> headers.set("authorization", value));
    for (Map.Entry<String, Template> header : step.headers().entrySet()) {
      headers.set(header.getKey(), header.getValue().fill(values));
    }
    return WebSocketClientProtocolConfig.newBuilder()
        .webSocketUri(new URI(target.base() + step.path().fill(values)))
        .subprotocol(step.subprotocol().orElse(null))
        .customHeaders(headers)
        .maxFramePayloadLength(MAX_FRAME_BYTES)
        .handshakeTimeoutMillis(
            Math.max(1, TimeUnit.MICROSECONDS.toMillis(Durations.micros(step.timeout()))))
        .build();
  }

  private void send(WebSocketStep.Send step, Values values, Completion completion) {
    over(step, values, completion)
        .ifPresent(
            its -> {
              String text = step.text().fill(values);
              long bytes = ByteBufUtil.utf8Bytes(text);
              if (step.reply().isPresent()) {
                its.conversation.ask(text, bytes, its.waiter(step.reply().get(), values));
              } else {
                its.conversation.send(text, bytes, its.attempt);
              }
            });
  }

  /** A step on its way over the iteration's connection; empty, and ended, when there is none. */
  private Optional<OnWay> over(WebSocketStep step, Values values, Completion completion) {
    Conversation conversation = conversations.get(values.iteration());
    OnWay onWay = new OnWay(conversation, completion);
    onWay.attempt = new Attempt(step, values, onWay, loop, clock);
    if (conversation == null || !conversation.isOpen()) {
      onWay.attempt.failed(Failure.CONNECTION_CLOSED);
      return Optional.empty();
    }
    return Optional.of(onWay);
  }

  @Override
  public void iterationEnded(Values values) {
    Conversation conversation = conversations.remove(values.iteration());
    if (conversation != null) {
      conversation.end();
    }
  }

  @Override
  public void giveUpWaiting() {
    connections.giveUpWaiting();
  }

  @Override
  public void close() {
    conversations.clear();
    connections.close();
  }

  /** What becomes of the step that connects. */
  private final class Opening implements Completion {

    private final Values values;
    private final Completion completion;
    private Conversation conversation;

    Opening(Values values, Completion completion) {
      this.values = values;
      this.completion = completion;
    }

    @Override
    public void completed(Measurement measurement) {
      if (conversation != null && !conversation.isOpen()) {
        iterationEnded(values);
      }
      completion.completed(measurement);
    }
  }

  /** A step that goes over a connection that is there. */
  private static final class OnWay implements Completion {

    private final Conversation conversation;
    private final Completion completion;
    private Attempt attempt;

    OnWay(Conversation conversation, Completion completion) {
      this.conversation = conversation;
      this.completion = completion;
    }

    Waiter waiter(List<Check> like, Values values) {
      return new Waiter(like, values, attempt);
    }

    @Override
    public void completed(Measurement measurement) {
      if (conversation != null) {
        conversation.forget(attempt);
      }
      completion.completed(measurement);
    }
  }
}
