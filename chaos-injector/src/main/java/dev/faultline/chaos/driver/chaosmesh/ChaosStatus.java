package dev.faultline.chaos.driver.chaosmesh;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Chaos Mesh last said about an object.
 *
 * <p>Its controllers each own a part of the status and write one after the other. {@code
 * AllRecovered} is also true before anything was injected, and may still be when the records show
 * an injection already; so nothing counts as injected or recovered unless the desired phase, the
 * condition and every record agree.
 *
 * @param desiredPhase {@code Run}, {@code Stop}, or empty before Chaos Mesh saw the object
 * @param conditions by type; absent ones are not true
 * @param targets what was selected, one record each
 */
record ChaosStatus(String desiredPhase, Map<String, Boolean> conditions, List<Target> targets) {

  private static final String INJECTED = "Injected";
  private static final String NOT_INJECTED = "Not Injected";

  /** Chaos Mesh tries again and again; so many failures at one target are no coincidence. */
  private static final int HOPELESS = 3;

  /**
   * One pod, or a container of one.
   *
   * @param id {@code namespace/pod}, with a container's name behind it where that matters
   * @param failures attempts that failed, the oldest first
   */
  record Target(String id, String phase, List<Failure> failures) {}

  /**
   * An attempt that failed.
   *
   * @param operation {@code Apply} or {@code Recover}
   */
  record Failure(String operation, String message) {}

  static ChaosStatus of(GenericKubernetesResource object) {
    String desired = object.get("status", "experiment", "desiredPhase");
    return new ChaosStatus(
        Optional.ofNullable(desired).orElse(""),
        conditions(maps(object.get("status", "conditions"))),
        maps(object.get("status", "experiment", "containerRecords")).stream()
            .map(ChaosStatus::target)
            .toList());
  }

  /** The fault is in every target. */
  boolean injected() {
    return desiredPhase.equals("Run") && is("AllInjected") && all(INJECTED);
  }

  /** The fault is in no target any more. */
  boolean recovered() {
    return desiredPhase.equals("Stop") && is("AllRecovered") && all(NOT_INJECTED);
  }

  /** Why the fault does not get into a target: Chaos Mesh has tried often enough. */
  Optional<String> hopelessInjection() {
    return hopeless("Apply", INJECTED);
  }

  /** Why the fault does not get out of a target again. */
  Optional<String> hopelessRecovery() {
    return hopeless("Recover", NOT_INJECTED);
  }

  private Optional<String> hopeless(String operation, String wanted) {
    for (Target target : targets) {
      List<String> messages =
          target.failures().stream()
              .filter(failure -> failure.operation().equals(operation))
              .map(Failure::message)
              .toList();
      if (!target.phase().equals(wanted) && messages.size() >= HOPELESS) {
        return Optional.of(target.id() + ": " + messages.getLast());
      }
    }
    return Optional.empty();
  }

  /** For people. */
  String describe() {
    if (desiredPhase.isEmpty()) {
      return "its controller has not looked at it";
    }
    if (targets.isEmpty()) {
      return "it has selected no pod";
    }
    long injected = targets.stream().filter(target -> target.phase().equals(INJECTED)).count();
    return "%d of %d targets are injected".formatted(injected, targets.size());
  }

  private boolean is(String condition) {
    return conditions.getOrDefault(condition, false);
  }

  private boolean all(String phase) {
    return !targets.isEmpty() && targets.stream().allMatch(target -> target.phase().equals(phase));
  }

  private static Target target(Map<String, Object> written) {
    List<Failure> failures =
        maps(written.get("events")).stream()
            .filter(event -> "Failed".equals(event.get("type")))
            .map(event -> new Failure(text(event, "operation"), text(event, "message")))
            .toList();
    return new Target(text(written, "id"), text(written, "phase"), failures);
  }

  private static String text(Map<String, Object> written, String field) {
    return String.valueOf(written.get(field));
  }

  private static Map<String, Boolean> conditions(List<Map<String, Object>> written) {
    Map<String, Boolean> conditions = new HashMap<>();
    for (Map<String, Object> condition : written) {
      conditions.put(String.valueOf(condition.get("type")), "True".equals(condition.get("status")));
    }
    return conditions;
  }

  @SuppressWarnings("unchecked") // the CRD says so, and the API server enforces it
  private static List<Map<String, Object>> maps(Object list) {
    return list == null ? List.of() : (List<Map<String, Object>>) list;
  }
}
