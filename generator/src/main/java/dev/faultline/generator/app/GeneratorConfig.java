package dev.faultline.generator.app;

import dev.faultline.generator.sink.SpillSpace;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** What a user configures of the generator alone. */
@ConfigMapping(prefix = "faultline.generator")
interface GeneratorConfig {

  /**
   * How much of the state folder's disk results may take while Kafka does not, for example 512M.
   */
  @WithDefault("1G")
  MemorySize spillLimit();

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
