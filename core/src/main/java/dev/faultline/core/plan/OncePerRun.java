package dev.faultline.core.plan;

import java.util.List;
import java.util.Map;

/**
 * What is done once per run, and not in every iteration.
 *
 * @param setUp before any load; when one of them fails there is none
 * @param tearDown at the end of the run, whatever became of it; one that fails does not keep the
 *     others from being done
 * @param slots where iterations find what the setup has captured, by name
 * @param captured what it has, by name; empty before it was done
 */
public record OncePerRun(
    List<Step> setUp,
    List<Step> tearDown,
    Map<String, Integer> slots,
    Map<String, String> captured) {

  /** Nothing is done once. */
  public static final OncePerRun NOTHING = new OncePerRun(List.of(), List.of(), Map.of(), Map.of());

  public OncePerRun {
    setUp = List.copyOf(setUp);
    tearDown = List.copyOf(tearDown);
    slots = Map.copyOf(slots);
    captured = Map.copyOf(captured);
  }

  /** Only what was captured is left. */
  OncePerRun done() {
    return new OncePerRun(List.of(), List.of(), slots, captured);
  }
}
