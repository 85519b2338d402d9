package dev.faultline.core.plan;

import dev.faultline.core.check.Check;
import dev.faultline.core.check.Expectation;
import dev.faultline.core.expression.Template;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is done over the one WebSocket connection that an iteration has for itself. */
public sealed interface WebSocketStep extends Step.Measured {

  /** Never: the connection is the iteration's own. */
  @Override
  default boolean isFixed() {
    return false;
  }

  /**
   * Opens the connection; one that the iteration had before is closed.
   *
   * @param path begins with a slash
   * @param headers of the request for it
   * @param subprotocol that the target is asked to speak on it
   * @param timeout for all of it
   * @param expectation 101 when nothing else is wanted
   */
  record Connect(
      String name,
      Template path,
      Map<String, Template> headers,
      Optional<String> subprotocol,
      Duration timeout,
      Expectation expectation)
      implements WebSocketStep {

    public Connect {
      headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    @Override
    public Stream<Template> requestTemplates() {
      return Stream.concat(Stream.of(path), headers.values().stream());
    }
  }

  /**
   * Sends a text message.
   *
   * @param reply what the message must be like that it waits for; empty when it waits for none
   * @param timeout from the actual send to the reply
   * @param expectation of the reply
   */
  record Send(
      String name,
      Template text,
      Optional<List<Check>> reply,
      Duration timeout,
      Expectation expectation)
      implements WebSocketStep {

    public Send {
      reply = reply.map(List::copyOf);
    }

    @Override
    public Stream<Template> requestTemplates() {
      return Stream.concat(Stream.of(text), templatesOf(reply.stream().flatMap(List::stream)));
    }
  }

  /**
   * Waits for a message.
   *
   * @param like what it must be like; others are left for later steps
   * @param expectation of that message
   */
  record Receive(String name, List<Check> like, Duration timeout, Expectation expectation)
      implements WebSocketStep {

    public Receive {
      like = List.copyOf(like);
    }

    @Override
    public Stream<Template> requestTemplates() {
      return templatesOf(like.stream());
    }
  }

  /** Closes the connection and waits until the target has done so, too. */
  record Close(String name, Duration timeout, Expectation expectation) implements WebSocketStep {

    @Override
    public Stream<Template> requestTemplates() {
      return Stream.empty();
    }
  }

  private static Stream<Template> templatesOf(Stream<Check> checks) {
    return checks.flatMap(Check::templates);
  }
}
