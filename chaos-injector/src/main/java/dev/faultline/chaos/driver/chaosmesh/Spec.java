package dev.faultline.chaos.driver.chaosmesh;

import dev.faultline.core.fault.PodAction;
import dev.faultline.core.fault.PodAction.CpuStress;
import dev.faultline.core.fault.PodAction.MemoryStress;
import dev.faultline.core.fault.PodAction.NetworkBandwidth;
import dev.faultline.core.fault.PodAction.NetworkDelay;
import dev.faultline.core.fault.PodAction.NetworkLoss;
import dev.faultline.core.fault.PodAction.NetworkPartition;
import dev.faultline.core.fault.PodAction.PodFailure;
import dev.faultline.core.fault.PodAction.PodKill;
import dev.faultline.core.fault.PodMode;
import dev.faultline.core.fault.PodSelection;
import dev.faultline.core.time.Durations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An action in the words of Chaos Mesh: the {@code spec} of its object. A pure function. */
final class Spec {

  private Spec() {}

  /**
   * The {@code spec}.
   *
   * @param lease after how long Chaos Mesh ends it by itself
   */
  static Map<String, Object> of(PodAction action, Duration lease) {
    Map<String, Object> spec = new LinkedHashMap<>(effect(action));
    spec.putAll(pods(action.pods()));
    spec.put("duration", duration(lease));
    return spec;
  }

  private static Map<String, Object> effect(PodAction action) {
    return switch (action) {
      case NetworkDelay delay -> Map.of("action", "delay", "delay", delay(delay));
      case NetworkLoss loss -> Map.of("action", "loss", "loss", loss(loss));
      case NetworkPartition partition ->
          Map.of(
              "action", "partition",
              "direction", partition.direction().written(),
              "target", pods(partition.others()));
      case NetworkBandwidth bandwidth ->
          Map.of("action", "bandwidth", "bandwidth", bandwidth(bandwidth));
      case PodKill kill ->
          Map.of("action", "pod-kill", "gracePeriod", kill.gracePeriod().toSeconds());
      case PodFailure _ -> Map.of("action", "pod-failure");
      case CpuStress cpu ->
          Map.of("stressors", Map.of("cpu", Map.of("workers", cpu.workers(), "load", cpu.load())));
      case MemoryStress memory -> Map.of("stressors", Map.of("memory", memory(memory)));
    };
  }

  private static Map<String, Object> delay(NetworkDelay delay) {
    return Map.of(
        "latency", duration(delay.latency()),
        "jitter", duration(delay.jitter()),
        "correlation", delay.correlation().toPlainString());
  }

  private static Map<String, Object> loss(NetworkLoss loss) {
    return Map.of(
        "loss", loss.loss().toPlainString(), "correlation", loss.correlation().toPlainString());
  }

  private static Map<String, Object> bandwidth(NetworkBandwidth bandwidth) {
    return Map.of(
        "rate", bandwidth.rate(), "limit", bandwidth.limit(), "buffer", bandwidth.buffer());
  }

  private static Map<String, Object> memory(MemoryStress memory) {
    Map<String, Object> stressor = new LinkedHashMap<>();
    stressor.put("workers", memory.workers());
    memory.size().ifPresent(size -> stressor.put("size", size));
    return stressor;
  }

  /** Running ones only: another cannot feel a fault, and injecting into it fails. */
  private static Map<String, Object> pods(PodSelection pods) {
    Map<String, Object> selector =
        Map.of(
            "namespaces", List.of(pods.namespace()),
            "labelSelectors", pods.labels(),
            "podPhaseSelectors", List.of("Running"));
    Map<String, Object> selection = new LinkedHashMap<>();
    selection.put("selector", selector);
    switch (pods.mode()) {
      case PodMode.One _ -> selection.put("mode", "one");
      case PodMode.All _ -> selection.put("mode", "all");
      case PodMode.Fixed(int count) -> {
        selection.put("mode", "fixed");
        selection.put("value", Integer.toString(count));
      }
      case PodMode.Percent(int percent) -> {
        selection.put("mode", "fixed-percent");
        selection.put("value", Integer.toString(percent));
      }
    }
    return selection;
  }

  /** Chaos Mesh takes one unit only where the CRD has a pattern. */
  static String duration(Duration duration) {
    long micros = Durations.micros(duration);
    if (micros % 1_000_000 == 0) {
      return micros / 1_000_000 + "s";
    }
    return micros % 1000 == 0 ? micros / 1000 + "ms" : micros + "us";
  }
}
