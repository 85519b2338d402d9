package dev.faultline.generator.app;

import dev.faultline.generator.sink.SpillSpace;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
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

  /** The shards, if a run can have so many. */
  default int checkedShards() {
    if (shards() < 1 || shards() > 1000) {
      throw new ConfigurationException(
          "Set faultline.generator.shards (environment: FAULTLINE_GENERATOR_SHARDS) to a number"
              + " from 1 to 1000, not "
              + shards(),
          Set.of("faultline.generator.shards"));
    }
    return shards();
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
