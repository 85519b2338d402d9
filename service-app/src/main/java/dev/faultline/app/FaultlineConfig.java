package dev.faultline.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a user configures, the same in all services: as {@code faultline.…} properties or as
 * environment variables, for example {@code FAULTLINE_KAFKA_BOOTSTRAP_SERVERS}.
 */
@ConfigMapping(prefix = "faultline")
interface FaultlineConfig {

  Kafka kafka();

  Topics topics();

  /** Folder for what a service keeps on disk; it can be rebuilt from Kafka. */
  @WithDefault("state")
  Path stateDir();

  /** The users' Kafka. */
  interface Kafka {

    /** {@code host:port}, several separated by commas. Required. */
    Optional<String> bootstrapServers();

    /** Further client properties, for example {@code faultline.kafka.properties.sasl.mechanism}. */
    Map<String, String> properties();
  }

  /** How topics are created that do not exist yet; others are left as they are. */
  interface Topics {

    /** Bounds how many instances of a service can share the work. */
    @WithDefault("4")
    int partitions();

    /** 1 suits a single broker; with three or more use 3, or -1 for the brokers' own default. */
    @WithDefault("1")
    short replicationFactor();
  }
}
