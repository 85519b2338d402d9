package dev.faultline.chaos.guard;

import java.util.Set;

/**
 * What the people who run the injector allow to be done to pods.
 *
 * @param namespaces where pods may be touched at all
 * @param maxPercent how many of the pods that match a fault may be hit, percent, rounded up: with
 *     50, one of one, two of three
 * @param maxPods how many pods one fault may hit
 */
public record PodLimits(Set<String> namespaces, int maxPercent, int maxPods) {

  /** Half of the pods that match. */
  public static final int DEFAULT_MAX_PERCENT = 50;

  /** Enough for a service, too few for a cluster. */
  public static final int DEFAULT_MAX_PODS = 10;

  public PodLimits {
    namespaces = Set.copyOf(namespaces);
    if (maxPercent < 1 || maxPercent > 100 || maxPods < 1) {
      throw new IllegalArgumentException(
          "max-pods-percent must be from 1 to 100 and max-pods at least 1, not %d and %d"
              .formatted(maxPercent, maxPods));
    }
  }

  /** None at all. */
  public static PodLimits none() {
    return allowing(Set.of());
  }

  /** Those namespaces, with the default limits. */
  public static PodLimits allowing(Set<String> namespaces) {
    return new PodLimits(namespaces, DEFAULT_MAX_PERCENT, DEFAULT_MAX_PODS);
  }

  /** How many of so many pods may be hit. */
  int most(int matching) {
    return Math.min(maxPods, Math.ceilDiv(matching * maxPercent, 100));
  }
}
