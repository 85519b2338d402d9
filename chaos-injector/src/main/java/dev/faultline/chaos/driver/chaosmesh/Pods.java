package dev.faultline.chaos.driver.chaosmesh;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Pods as they were at one moment.
 *
 * @param byUid a pod that was made again has the same name perhaps, but never the same uid
 */
record Pods(Map<String, SeenPod> byUid) {

  /**
   * One of them.
   *
   * @param running it can be hit
   * @param ready it serves, and is not on its way out
   */
  record SeenPod(String uid, String name, boolean running, boolean ready) {

    static SeenPod of(Pod pod) {
      Optional<PodStatus> status = Optional.ofNullable(pod.getStatus());
      boolean serves =
          status.stream()
              .flatMap(found -> found.getConditions().stream())
              .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
      return new SeenPod(
          pod.getMetadata().getUid(),
          pod.getMetadata().getName(),
          status.map(PodStatus::getPhase).filter("Running"::equals).isPresent(),
          serves && pod.getMetadata().getDeletionTimestamp() == null);
    }
  }

  static Pods of(List<Pod> pods) {
    return new Pods(
        pods.stream()
            .map(SeenPod::of)
            .collect(Collectors.toUnmodifiableMap(SeenPod::uid, Function.identity())));
  }

  /** How many can be hit. */
  int running() {
    return count(SeenPod::running);
  }

  /** How many serve. */
  int ready() {
    return count(SeenPod::ready);
  }

  /** What has become of the pod of that name since these were seen, if it serves no longer. */
  Optional<String> loss(String name, Pods now) {
    return byUid.values().stream()
        .filter(pod -> pod.name().equals(name))
        .flatMap(
            pod ->
                switch (now.byUid.get(pod.uid())) {
                  case null -> Optional.of("pod %s is gone".formatted(name)).stream();
                  case SeenPod seen when pod.ready() && !seen.ready() ->
                      Optional.of("pod %s is not ready any more".formatted(name)).stream();
                  case SeenPod _ -> Optional.<String>empty().stream();
                })
        .findAny();
  }

  private int count(Predicate<SeenPod> which) {
    return (int) byUid.values().stream().filter(which).count();
  }
}
