package dev.faultline.generator.app;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Set;

/** How generators share the load of a run. */
@ConfigMapping(prefix = "faultline.generator")
interface LoadConfig {

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
}
