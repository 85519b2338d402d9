package dev.faultline.core.plan;

import dev.faultline.core.check.Expectation;
import dev.faultline.core.expression.Template;
import dev.faultline.core.expression.Values;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One thing that an iteration does. */
public sealed interface Step {

  /** The longest that it takes when it need not wait for a connection. */
  Duration longest();

  /** The steps that it is made of. */
  default Stream<Step> parts() {
    return Stream.empty();
  }

  /** The requests in it, in the order of the plan. */
  default Stream<Measured> requests() {
    return parts().flatMap(Step::requests);
  }

  /** The longest that something in it takes that is measured as one. */
  default Duration longestMeasured() {
    return parts().map(Step::longestMeasured).max(Duration::compareTo).orElse(Duration.ZERO);
  }

  /** Whether chance decides which way an iteration goes. */
  default boolean leavesToChance() {
    return parts().anyMatch(Step::leavesToChance);
  }

  /** Asks something of the target over its protocol, and is measured. */
  sealed interface Measured extends Step
      permits Request,
          GrpcCall,
          RedisCommand,
          RedisDelivery,
          SqlTransaction,
          KafkaProduce,
          AmqpPublish,
          AmqpConsume,
          WebSocketStep,
          CustomStep {

    /** Unique within its scenario. */
    String name();

    /** How long the answer may take. */
    Duration timeout();

    /** What the answer must be like, and what is kept of it. */
    Expectation expectation();

    /** What of the request has to be filled in. */
    Stream<Template> requestTemplates();

    /** Names of steps under which parts of it are measured, besides the whole under its own. */
    default Stream<String> measuredBesides() {
      return Stream.empty();
    }

    /**
     * Whether what it waits for comes to one connection only, so that a run may have no second
     * shard that would take it away.
     */
    default boolean needsOneShard() {
      return false;
    }

    /** What has to be filled in, for the request or to look at its answer. */
    default Stream<Template> templates() {
      return Stream.concat(requestTemplates(), expectation().templates());
    }

    /** Whether it is the same in every iteration. */
    default boolean isFixed() {
      return templates().allMatch(template -> template.fixed().isPresent());
    }

    /** Whether all that it needs has been captured. */
    default boolean isKnown(Values values) {
      return templates().allMatch(template -> template.known(values));
    }

    @Override
    default Duration longest() {
      return timeout();
    }

    @Override
    default Stream<Measured> requests() {
      return Stream.of(this);
    }

    @Override
    default Duration longestMeasured() {
      return timeout();
    }
  }

  /** One after the other. */
  static Duration longestOf(List<Step> steps) {
    return steps.stream().map(Step::longest).reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration longestOfAny(Stream<List<Step>> ways) {
    return ways.map(Step::longestOf).max(Duration::compareTo).orElse(Duration.ZERO);
  }

  /**
   * One HTTP request.
   *
   * @param path begins with a slash
   * @param headers in the order written
   * @param timeout from the actual send
   * @param expectation what the answer must be like
   */
  record Request(
      String name,
      String method,
      Template path,
      Map<String, Template> headers,
      Optional<Template> body,
      Duration timeout,
      Expectation expectation)
      implements Measured {

    public Request {
      headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** A request that is the same in every iteration. */
    public static Request fixed(
        String name,
        String method,
        String path,
        Map<String, String> headers,
        Optional<String> body,
        Duration timeout,
        Expectation expectation) {
      Map<String, Template> fixedHeaders = new LinkedHashMap<>();
      headers.forEach((header, value) -> fixedHeaders.put(header, Template.of(value)));
      return new Request(
          name,
          method,
          Template.of(path),
          fixedHeaders,
          body.map(Template::of),
          timeout,
          expectation);
    }

    @Override
    public Stream<Template> requestTemplates() {
      return Stream.concat(
          Stream.of(path), Stream.concat(headers.values().stream(), body.stream()));
    }
  }

  /**
   * One gRPC call, of any of the four kinds: which one, only the method's descriptor says.
   *
   * @param service full name, for example {@code faultline.sample.Inference}
   * @param method of that service
   * @param messages what is sent
   * @param metadata in the order written
   * @param timeout the call's deadline, of which the server is told
   * @param expectation of the status that the server ends the call with, and of its answers
   * @param firstAnswer the step under which the time to the first answer is measured too
   */
  record GrpcCall(
      String name,
      String service,
      String method,
      GrpcMessages messages,
      Map<String, Template> metadata,
      Duration timeout,
      Expectation expectation,
      Optional<String> firstAnswer)
      implements Measured {

    public GrpcCall {
      metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** With one message that is the same in every iteration, and no metadata. */
    public static GrpcCall fixed(
        String name,
        String service,
        String method,
        String message,
        Duration timeout,
        Expectation expectation) {
      return new GrpcCall(
          name,
          service,
          method,
          new GrpcMessages.One(Template.of(message)),
          Map.of(),
          timeout,
          expectation,
          Optional.empty());
    }

    @Override
    public Stream<Template> requestTemplates() {
      return Stream.concat(messages.inOrder().stream(), metadata.values().stream());
    }

    @Override
    public Stream<String> measuredBesides() {
      return firstAnswer.stream();
    }

    /** {@code service/method}, as plans and gRPC write it. */
    public String fullMethod() {
      return service + "/" + method;
    }
  }

  /**
   * A request that is sent again and again until its answer is as expected; measured as one, from
   * the first send to the end of the last answer.
   *
   * @param within no request is sent later than that after the first
   * @param every from one send to the next, unless an answer takes longer
   */
  record Until(Measured request, Duration within, Duration every) implements Step {

    @Override
    public Duration longest() {
      return within.plus(request.timeout());
    }

    @Override
    public Stream<Step> parts() {
      return Stream.of(request);
    }

    @Override
    public Duration longestMeasured() {
      return longest();
    }
  }

  /** Think time, not measured. */
  record Pause(String name, Duration duration) implements Step {

    @Override
    public Duration longest() {
      return duration;
    }
  }

  /**
   * The same steps again and again.
   *
   * @param times at least 1
   */
  record Repeat(int times, List<Step> steps) implements Step {

    public Repeat {
      steps = List.copyOf(steps);
    }

    @Override
    public Duration longest() {
      return longestOf(steps).multipliedBy(times);
    }

    @Override
    public Stream<Step> parts() {
      return steps.stream();
    }
  }

  /** One of several ways, by chance. */
  record Choose(List<Way> ways) implements Step {

    /**
     * @param weight above 0; its share of all weights is that of the iterations that go this way
     */
    public record Way(double weight, List<Step> steps) {

      public Way {
        steps = List.copyOf(steps);
      }
    }

    public Choose {
      ways = List.copyOf(ways);
    }

    @Override
    public Duration longest() {
      return longestOfAny(ways.stream().map(Way::steps));
    }

    @Override
    public Stream<Step> parts() {
      return ways.stream().flatMap(way -> way.steps().stream());
    }

    @Override
    public boolean leavesToChance() {
      return true;
    }
  }

  /** Several ways at once; over when each of them is. */
  record Parallel(List<List<Step>> ways) implements Step {

    public Parallel {
      ways = ways.stream().map(List::copyOf).toList();
    }

    @Override
    public Duration longest() {
      return longestOfAny(ways.stream());
    }

    @Override
    public Stream<Step> parts() {
      return ways.stream().flatMap(List::stream);
    }
  }
}
