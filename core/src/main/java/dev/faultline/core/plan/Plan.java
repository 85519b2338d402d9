package dev.faultline.core.plan;

import dev.faultline.core.threshold.Threshold;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a run is to do, read from a user's YAML file and complete: every name it refers to exists,
 * every default is filled in.
 *
 * @param name the plan's name
 * @param proxies the built-in fault proxies that the chaos-injector opens before the load begins
 * @param maxDroppedShare share of due arrivals (0 to 1) above which the load counts as invalid
 * @param resources what is looked at during the run
 */
public record Plan(
    String name,
    List<Target> targets,
    List<Proxy> proxies,
    List<Scenario> scenarios,
    List<FaultSpec> faults,
    List<Threshold> thresholds,
    double maxDroppedShare,
    List<ResourceSpec> resources) {

  public Plan {
    resources = List.copyOf(resources);
    targets = List.copyOf(targets);
    proxies = List.copyOf(proxies);
    scenarios = List.copyOf(scenarios);
    faults = List.copyOf(faults);
    thresholds = List.copyOf(thresholds);
  }

  /** A plan without resources. */
  public Plan(
      String name,
      List<Target> targets,
      List<Proxy> proxies,
      List<Scenario> scenarios,
      List<FaultSpec> faults,
      List<Threshold> thresholds,
      double maxDroppedShare) {
    this(name, targets, proxies, scenarios, faults, thresholds, maxDroppedShare, List.of());
  }

  /** The same plan, judged by other thresholds. */
  public Plan with(List<Threshold> others) {
    return new Plan(name, targets, proxies, scenarios, faults, others, maxDroppedShare, resources);
  }

  /**
   * The same plan in a fraction of its time: the stages of its loads, the times of its faults and
   * from when on a threshold may end the run are divided, rates and users stay. What a request, a
   * user or a target takes its time for stays too: timeouts, think times, pauses, delays of faults;
   * and so do the limits of thresholds.
   *
   * @param speedup at least 1
   */
  public Plan faster(double speedup) {
    return speedup == 1
        ? this
        : new Plan(
            name,
            targets,
            proxies,
            scenarios.stream().map(scenario -> scenario.faster(speedup)).toList(),
            faults.stream().map(fault -> fault.faster(speedup)).toList(),
            thresholds.stream().map(threshold -> threshold.faster(speedup)).toList(),
            maxDroppedShare,
            resources.stream().map(resource -> resource.faster(speedup)).toList());
  }

  /** Whether a run of it goes on until somebody ends it. */
  public boolean isEndless() {
    return scenarios.stream().anyMatch(scenario -> scenario.load().isEndless());
  }

  /** When the last scenario's load ends, from the run's start. */
  public Duration duration() {
    return scenarios.stream()
        .map(scenario -> scenario.load().duration())
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /**
   * Into how many shards its load is cut: as many as wanted, but not so many that one of them would
   * have no place of a limit, or no row of data that no other has, left. So the limits of the
   * shards always add up to those of the plan.
   *
   * @param wanted at least 1
   */
  public int shards(int wanted) {
    return scenarios.stream().mapToInt(Scenario::maxShards).reduce(wanted, Math::min);
  }

  /** The target of that name. */
  public Optional<Target> target(String targetName) {
    return targets.stream().filter(target -> target.name().equals(targetName)).findFirst();
  }

  /** The targets of which nobody checks who answers, because the plan says so. */
  public List<Target> uncheckedTargets() {
    return targets.stream()
        .filter(target -> target.tls().filter(Tls::insecure).isPresent())
        .toList();
  }

  /** Whether something has to be done before the load, once. */
  public boolean hasSetUp() {
    return scenarios.stream().anyMatch(scenario -> !scenario.script().once().setUp().isEmpty());
  }

  /** Whether something has to be done at the end of the run, once. */
  public boolean hasTearDown() {
    return scenarios.stream().anyMatch(scenario -> !scenario.script().once().tearDown().isEmpty());
  }

  /** The longest that all takes which is done before the load, one scenario after the other. */
  public Duration longestSetUp() {
    return scenarios.stream()
        .map(scenario -> Step.longestOf(scenario.script().once().setUp()))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** The longest that all takes which is done at the end, one scenario after the other. */
  public Duration longestTearDown() {
    return scenarios.stream()
        .map(scenario -> Step.longestOf(scenario.script().once().tearDown()))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /**
   * The longest that something of the load goes on after its end: iterations, then their events.
   */
  public Duration longestEnd() {
    return scenarios.stream()
        .map(Scenario::script)
        .map(script -> script.longest().plus(longestDelivery(script)))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private static Duration longestDelivery(Script script) {
    return script.delivery().map(Delivery::within).orElse(Duration.ZERO);
  }

  /** Whether the chaos-injector has a part in the run. */
  public boolean needsInjector() {
    return !faults.isEmpty() || !proxies.isEmpty();
  }
}
