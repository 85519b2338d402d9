package dev.faultline.core.plan;

import dev.faultline.core.expression.ValueSource;
import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.secret.SecretValues;
import dev.faultline.core.time.Clock;
import java.util.List;

/**
 * What iterations do, and when they begin.
 *
 * @param target name of the target that its requests go to
 * @param maxInFlight iterations that may run at once; an arrival beyond is dropped. In the closed
 *     model not below the users, so that nothing is ever dropped
 * @param maxConnections connections that may be open at once; over HTTP in the closed model not
 *     below the users
 */
public record Scenario(
    String name,
    String target,
    LoadProfile load,
    Script script,
    int maxInFlight,
    int maxConnections) {

  public Scenario {
    if (load instanceof LoadProfile.Closed closed && maxInFlight < closed.peakUsers()) {
      throw new IllegalArgumentException(
          "%d users, but %d in flight".formatted(closed.peakUsers(), maxInFlight));
    }
  }

  /** Iterations that do nothing but these steps. */
  public Scenario(
      String name,
      String target,
      LoadProfile load,
      List<Step> steps,
      int maxInFlight,
      int maxConnections) {
    this(name, target, load, Script.of(steps), maxInFlight, maxConnections);
  }

  /** The same, whose one iteration does what is to be done before the load. */
  public Scenario setUp() {
    return new Scenario(name, target, load, script.setUp(), maxInFlight, maxConnections);
  }

  /** The same, whose one iteration does what is to be done at the end of the run. */
  public Scenario tearDown() {
    return new Scenario(name, target, load, script.tearDown(), maxInFlight, maxConnections);
  }

  /** Into how many shards it can be cut. */
  int maxShards() {
    return Math.min(Math.min(maxInFlight, maxConnections), script.maxShards());
  }

  Scenario faster(double speedup) {
    return new Scenario(name, target, load.faster(speedup), script, maxInFlight, maxConnections);
  }

  /**
   * Where the values of its iterations on a shard come from. Scenarios side by side differ in what
   * they leave to chance.
   *
   * @param secrets that its expressions take
   */
  public ValueSource values(Slice slice, Clock clock, SecretValues secrets) {
    long mixed = script.seed() ^ (long) name.hashCode() << Integer.SIZE;
    return script.values(mixed, slice, clock, secrets);
  }

  /** The steps of its iterations, in order. */
  public List<Step> steps() {
    return script.steps();
  }

  /** Names of the steps that are measured, in order. */
  public List<String> measuredSteps() {
    return script.measuredSteps();
  }
}
