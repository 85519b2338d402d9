package dev.faultline.core.plan;

import dev.faultline.core.check.Capture;
import dev.faultline.core.expression.Feed;
import dev.faultline.core.expression.Template;
import dev.faultline.core.expression.ValueSource;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.secret.Secret;
import dev.faultline.core.secret.SecretValues;
import dev.faultline.core.time.Clock;
import dev.faultline.core.window.Series;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What an iteration does.
 *
 * @param steps in their order; one that fails ends the iteration
 * @param cleanUp done at its end, whatever became of it; one that fails does not keep the others
 *     from being done
 * @param measuresIteration whether the iteration as a whole is measured too, as a step named {@link
 *     #ITERATION}
 * @param delivery what is to become of the events that it publishes
 * @param feeds the data that its expressions refer to
 * @param seed of all that its expressions leave to chance
 * @param once what is done once per run
 */
public record Script(
    List<Step> steps,
    List<Step> cleanUp,
    boolean measuresIteration,
    Optional<Delivery> delivery,
    List<Feed> feeds,
    long seed,
    OncePerRun once) {

  /** The step that stands for an iteration as a whole; no other has that name. */
  public static final String ITERATION = Series.ITERATION;

  public Script {
    steps = List.copyOf(steps);
    cleanUp = List.copyOf(cleanUp);
    feeds = List.copyOf(feeds);
  }

  /**
   * Of a scenario for which nothing is done once per run, without events whose delivery matters.
   */
  public Script(
      List<Step> steps,
      List<Step> cleanUp,
      boolean measuresIteration,
      List<Feed> feeds,
      long seed) {
    this(steps, cleanUp, measuresIteration, Optional.empty(), feeds, seed, OncePerRun.NOTHING);
  }

  /** What is done before the load, as the steps of an iteration. */
  Script setUp() {
    return new Script(once.setUp(), List.of(), false, feeds, seed);
  }

  /** What is done at the end of the run, as what cleans up after an iteration without steps. */
  Script tearDown() {
    return new Script(
        List.of(), once.tearDown(), false, Optional.empty(), feeds, seed, once.done());
  }

  /** Nothing but these steps, with the seed of a plan that has none. */
  public static Script of(List<Step> steps) {
    return new Script(steps, List.of(), false, List.of(), 1);
  }

  /** All requests, in the order of the plan. */
  public Stream<Step.Measured> requests() {
    return Stream.concat(steps.stream(), cleanUp.stream()).flatMap(Step::requests);
  }

  /**
   * Names of the steps that are measured, in the order of the plan; after them the iteration as a
   * whole, and what becomes of events.
   */
  public List<String> measuredSteps() {
    Stream<String> whole = measuresIteration ? Stream.of(ITERATION) : Stream.empty();
    Stream<String> events =
        delivery.stream().flatMap(_ -> Stream.of(Series.DELIVERY, Series.STRAY));
    Stream<String> requests =
        requests().flatMap(step -> Stream.concat(Stream.of(step.name()), step.measuredBesides()));
    return Stream.of(requests, whole, events).flatMap(names -> names).toList();
  }

  /** So long a request may take, be it for want of a connection; the usual time without any. */
  public Duration longestTimeout() {
    return requests()
        .map(Step.Measured::timeout)
        .max(Comparator.naturalOrder())
        .orElse(ScenarioLimits.USUAL_TIMEOUT);
  }

  /** The longest that an iteration takes that never waits for a connection. */
  public Duration longest() {
    return Step.longestOf(steps).plus(longestCleanUp());
  }

  /** The longest that it goes on once it is to end: with the request that it is at, and after. */
  public Duration longestEnd() {
    Duration longestMeasured =
        Stream.concat(steps.stream(), cleanUp.stream())
            .map(Step::longestMeasured)
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    return longestMeasured.plus(longestCleanUp());
  }

  private Duration longestCleanUp() {
    return Step.longestOf(cleanUp);
  }

  ValueSource values(long mixedSeed, Slice slice, Clock clock, SecretValues secrets) {
    return new ValueSource(variables(), mixedSeed, feeds, slice, clock, secrets, given());
  }

  /** The secrets that its expressions take. */
  public Set<Secret> secrets() {
    return Stream.concat(
            requests().flatMap(Step.Measured::templates),
            delivery.stream().flatMap(events -> events.order().stream()))
        .flatMap(Template::secrets)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What every iteration knows from its begin, by slot. */
  private Map<Integer, String> given() {
    return once.captured().entrySet().stream()
        .filter(value -> once.slots().containsKey(value.getKey()))
        .collect(
            Collectors.toUnmodifiableMap(
                value -> once.slots().get(value.getKey()), Map.Entry::getValue));
  }

  private int variables() {
    IntStream captured =
        requests()
            .flatMap(request -> request.expectation().captures().stream())
            .mapToInt(Capture::slot);
    IntStream setUp = once.slots().values().stream().mapToInt(Integer::intValue);
    IntStream events = delivery.stream().mapToInt(Delivery::slot);
    return Stream.of(captured, setUp, events)
        .flatMapToInt(slots -> slots)
        .map(slot -> slot + 1)
        .max()
        .orElse(0);
  }

  /** Whether iterations are all the same: nothing is captured, made up or left to chance. */
  public boolean isFixed() {
    return variables() == 0
        && requests().allMatch(Step.Measured::isFixed)
        && Stream.concat(steps.stream(), cleanUp.stream()).noneMatch(Step::leavesToChance);
  }

  /**
   * Each has rows of its own of the data that is unique, and what its steps wait for; and where one
   * generator alone sees what becomes of events, it has to be the one that publishes them.
   */
  int maxShards() {
    boolean seenByOne = delivery.filter(events -> !events.observation().isSeenByAll()).isPresent();
    return seenByOne || requests().anyMatch(Step.Measured::needsOneShard) ? 1 : maxShardsOfData();
  }

  private int maxShardsOfData() {
    return feeds.stream()
        .filter(feed -> feed.order() == Feed.Order.UNIQUE)
        .mapToInt(feed -> feed.rows().size())
        .min()
        .orElse(Integer.MAX_VALUE);
  }
}
