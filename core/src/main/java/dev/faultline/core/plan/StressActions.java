package dev.faultline.core.plan;

import dev.faultline.core.fault.PodAction.CpuStress;
import dev.faultline.core.fault.PodAction.MemoryStress;
import dev.faultline.core.fault.PodSelection;
import dev.faultline.core.yaml.Format;
import dev.faultline.core.yaml.YamlMap;
import java.util.Optional;

/** Reads what wears the resources of pods. */
final class StressActions {

  private static final Format<Integer> WORKERS =
      Formats.integer("a number of workers", "a whole number from 1 to 8192", 1, 8192);

  private static final Format<Integer> LOAD =
      Formats.integer("a load", "percent of a processor from 1 to 100", 1, 100);

  private static final Format<String> SIZE =
      Formats.matching(
          "[1-9]\\d{0,14}([KMGT]i?)?B|([1-9]\\d?|100)%",
          "an amount of memory",
          "a whole number with B, KB, MB, GB, TB, KiB, MiB, GiB or TiB such as 256MB, or percent"
              + " such as 50%");

  private StressActions() {}

  static Optional<CpuStress> cpu(YamlMap map, Optional<PodSelection> pods) {
    Optional<Integer> workers = map.required("workers", WORKERS);
    Optional<Integer> load = map.optional("load", LOAD);
    return map.build(() -> new CpuStress(pods.get(), workers.get(), load.orElse(100)));
  }

  static Optional<MemoryStress> memory(YamlMap map, Optional<PodSelection> pods) {
    Optional<Integer> workers = map.required("workers", WORKERS);
    Optional<String> size = map.optional("size", SIZE);
    return map.build(() -> new MemoryStress(pods.get(), workers.get(), size));
  }
}
