package dev.faultline.generator.app;

import dev.faultline.generator.LoadSettings;
import dev.faultline.generator.schedule.Idle;
import dev.faultline.generator.sink.SpillSpace;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/** What a user configures of the generator alone. */
@ConfigMapping(prefix = "faultline.generator")
interface GeneratorConfig {

  /**
   * How much of the state folder's disk results may take while Kafka does not, for example 512M.
   */
  @WithDefault("1G")
  MemorySize spillLimit();

  /**
   * Into how many shards the load of a run is cut: no more generators can share it. The one that
   * starts the run decides.
   */
  @WithDefault("8")
  int shards();

  /**
   * Threads that put load on, over which the shards are spread: unless it is set, as many as there
   * are processors, but no more than shards.
   */
  OptionalInt eventLoops();

  /** How these threads wait for the next arrival: sleep, hybrid or spin. */
  @WithDefault("hybrid")
  Idle idle();

  /** The settings, if there can be so many shards and threads. */
  default LoadSettings load() {
    return new LoadSettings(
        checked("shards", shards()),
        checked("event-loops", eventLoops().orElseGet(this::asManyAsAreOfUse)),
        idle());
  }

  private int asManyAsAreOfUse() {
    return Math.min(Runtime.getRuntime().availableProcessors(), shards());
  }

  private static int checked(String name, int value) {
    if (value < 1 || value > 1000) {
      String property = "faultline.generator." + name;
      throw new ConfigurationException(
          "Set %s (environment: %s) to a number from 1 to 1000, not %d"
              .formatted(
                  property, property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), value),
          Set.of(property));
    }
    return value;
  }

  /** The space that results have in the folder. */
  default SpillSpace spillSpace(Path folder) {
    try {
      return new SpillSpace(folder, spillLimit().asLongValue());
    } catch (IllegalArgumentException e) {
      // Quarkus shows an exception of this type as its message alone.
      throw new ConfigurationException("faultline.generator.spill-limit: " + e.getMessage());
    }
  }
}
