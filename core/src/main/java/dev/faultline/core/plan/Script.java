package dev.faultline.core.plan;

import dev.faultline.core.expression.Feed;
import dev.faultline.core.expression.ValueSource;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.time.Clock;
import dev.faultline.core.window.Series;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an iteration does.
 *
 * @param steps in their order; one that fails ends the iteration
 * @param cleanUp done at its end, whatever became of it; one that fails does not keep the others
 *     from being done
 * @param measuresIteration whether the iteration as a whole is measured too, as a step named {@link
 *     #ITERATION}
 * @param feeds the data that its expressions refer to
 * @param seed of all that its expressions leave to chance
 */
public record Script(
    List<Step> steps, List<Step> cleanUp, boolean measuresIteration, List<Feed> feeds, long seed) {

  /** The step that stands for an iteration as a whole; no other has that name. */
  public static final String ITERATION = Series.ITERATION;

  public Script {
    steps = List.copyOf(steps);
    cleanUp = List.copyOf(cleanUp);
    feeds = List.copyOf(feeds);
  }

  /** Nothing but these steps, with the seed of a plan that has none. */
  public static Script of(List<Step> steps) {
    return new Script(steps, List.of(), false, List.of(), 1);
  }

  /** All requests, in the order of the plan. */
  public Stream<Step.Measured> requests() {
    return Stream.concat(steps.stream(), cleanUp.stream()).flatMap(Step::requests);
  }

  /** Names of the steps that are measured, in the order of the plan; the whole comes last. */
  public List<String> measuredSteps() {
    Stream<String> whole = measuresIteration ? Stream.of(ITERATION) : Stream.empty();
    return Stream.concat(requests().map(Step.Measured::name), whole).toList();
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

  ValueSource values(long mixedSeed, Slice slice, Clock clock) {
    return new ValueSource(variables(), mixedSeed, feeds, slice, clock);
  }

  private int variables() {
    return httpRequests()
        .flatMap(request -> request.expectation().captures().stream())
        .mapToInt(capture -> capture.slot() + 1)
        .max()
        .orElse(0);
  }

  /** Whether iterations are all the same: nothing is captured, made up or left to chance. */
  public boolean isFixed() {
    return variables() == 0
        && httpRequests().allMatch(Step.Request::isFixed)
        && Stream.concat(steps.stream(), cleanUp.stream()).noneMatch(Step::leavesToChance);
  }

  /** Each has rows of its own of the data that is unique. */
  int maxShards() {
    return feeds.stream()
        .filter(feed -> feed.order() == Feed.Order.UNIQUE)
        .mapToInt(feed -> feed.rows().size())
        .min()
        .orElse(Integer.MAX_VALUE);
  }

  /** Whether a request has its connection for itself; gRPC's share theirs. */
  boolean needsConnectionEach() {
    return httpRequests().findAny().isPresent();
  }

  private Stream<Step.Request> httpRequests() {
    return requests().filter(Step.Request.class::isInstance).map(Step.Request.class::cast);
  }
}
