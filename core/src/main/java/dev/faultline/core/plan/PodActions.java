package dev.faultline.core.plan;

import dev.faultline.core.fault.FaultAction;
import dev.faultline.core.fault.PodAction;
import dev.faultline.core.fault.PodSelection;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads {@code pods: {namespace, labels, mode}} with one of the actions that are done to pods.
 *
 * @param readers by the action's key
 */
record PodActions(Map<String, Reader> readers) implements ActionFamily {

  /** Reads the map of one action. */
  interface Reader {

    /**
     * Reads it.
     *
     * @param pods what it is done to; empty when that is wrong, and then the map does not build
     */
    Optional<? extends PodAction> read(YamlMap action, Optional<PodSelection> pods);
  }

  static PodActions all() {
    Map<String, Reader> readers = new LinkedHashMap<>();
    readers.put("networkDelay", NetworkActions::delay);
    readers.put("networkLoss", NetworkActions::loss);
    readers.put("networkPartition", NetworkActions::partition);
    readers.put("networkBandwidth", NetworkActions::bandwidth);
    readers.put("podKill", PodActions::kill);
    readers.put("podFailure", PodActions::failure);
    readers.put("cpuStress", StressActions::cpu);
    readers.put("memoryStress", StressActions::memory);
    return new PodActions(readers);
  }

  @Override
  public String subject() {
    return "pods";
  }

  @Override
  public Collection<String> actions() {
    return readers.keySet();
  }

  @Override
  public void checkSubject(YamlMap fault) {
    PodsReader.read(fault, subject());
  }

  @Override
  public Optional<FaultAction> read(YamlMap fault, YamlNode action) {
    Optional<YamlMap> map = action.map("a map with the parameters of " + action.name());
    Optional<PodSelection> pods = PodsReader.read(fault, subject());
    return map.flatMap(found -> readers.get(action.name()).read(found, pods))
        .map(Function.identity());
  }

  private static Optional<PodAction> kill(YamlMap map, Optional<PodSelection> pods) {
    Optional<Duration> gracePeriod = map.optional("gracePeriod", Formats.WHOLE_SECONDS);
    return map.build(() -> new PodAction.PodKill(pods.get(), gracePeriod.orElse(Duration.ZERO)));
  }

  private static Optional<PodAction> failure(YamlMap map, Optional<PodSelection> pods) {
    return map.build(() -> new PodAction.PodFailure(pods.get()));
  }
}
