package dev.faultline.generator.app;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a user configures of the generator alone. */
@ConfigMapping(prefix = "faultline.generator")
interface GeneratorConfig {

  /**
   * How much of the state folder's disk results may take while Kafka does not, for example 512M.
   */
  @WithDefault("1G")
  MemorySize spillLimit();
}
