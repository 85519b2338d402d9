package dev.faultline.core.plan;

import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code limits: {inFlight, connections, timeout}}, each of which may be left out. In the closed
 * model the users are the limit: there is no {@code inFlight}, and over HTTP/1.1 a connection for
 * each user. Where many requests share a connection, as over gRPC, a few will do.
 *
 * @param inFlight iterations that may run at once
 * @param connections connections that may be open at once
 * @param timeout of each request that has none of its own
 */
record ScenarioLimits(int inFlight, int connections, Duration timeout) {

  /** Of requests where neither they nor the limits say it. */
  static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);

  private static final ScenarioLimits OPEN = new ScenarioLimits(1000, 256, USUAL_TIMEOUT);

  /** Enough for a load that is cut into shards, each of which needs one. */
  private static final int SHARED_CONNECTIONS = 16;

  /**
   * The limits where a plan names none.
   *
   * @param load of the scenario; empty when it is wrong
   * @param target of the scenario; empty when it is wrong
   */
  static ScenarioLimits defaults(Optional<LoadProfile> load, Optional<Target> target) {
    ScenarioLimits limits =
        switch (load.orElse(null)) {
          case LoadProfile.Closed closed -> {
            int users = Math.max(1, closed.peakUsers());
            yield new ScenarioLimits(users, users, OPEN.timeout);
          }
          case LoadProfile.Open _ -> OPEN;
          case null -> OPEN;
        };
    int connections =
        target.filter(Target::sharesConnections).isPresent()
            ? Math.min(limits.connections, SHARED_CONNECTIONS)
            : limits.connections;
    return new ScenarioLimits(limits.inFlight, connections, limits.timeout);
  }

  /**
   * @param load of the scenario; empty when it is wrong, and only the limits by themselves are read
   * @param target of the scenario; empty when it is wrong
   */
  static Optional<ScenarioLimits> read(
      YamlMap map, Optional<LoadProfile> load, Optional<Target> target) {
    ScenarioLimits defaults = defaults(load, target);
    Optional<Integer> inFlight = map.optional("inFlight", Formats.COUNT);
    Optional<Integer> connections = map.optional("connections", Formats.COUNT);
    Optional<Duration> timeout = map.optional("timeout", Formats.POSITIVE_DURATION);
    if (target.filter(Target.Kafka.class::isInstance).isPresent()) {
      map.optional("connections").ifPresent(ScenarioLimits::noConnectionsToChoose);
    }
    if (load.isPresent() && load.get() instanceof LoadProfile.Closed closed) {
      map.optional("inFlight").ifPresent(ScenarioLimits::noLimitBesideUsers);
      connections
          .filter(count -> count < closed.peakUsers())
          .filter(_ -> target.filter(reached -> !reached.sharesConnections()).isPresent())
          .ifPresent(_ -> map.optional("connections").ifPresent(node -> tooFew(node, closed)));
    }
    return map.build(
        () ->
            new ScenarioLimits(
                inFlight.orElse(defaults.inFlight),
                connections.orElse(defaults.connections),
                timeout.orElse(defaults.timeout)));
  }

  private static void noLimitBesideUsers(YamlNode inFlight) {
    inFlight.mistakeAtName(
        "'inFlight' for a closed load", "none: each user has one iteration in flight at a time");
  }

  private static void noConnectionsToChoose(YamlNode connections) {
    connections.mistakeAtName(
        "'connections' to a Kafka target", "none: a producer has one to each broker");
  }

  /** Users would queue inside the generator, and their waiting be taken for the target's. */
  private static void tooFew(YamlNode connections, LoadProfile.Closed closed) {
    connections.mistake(
        "fewer connections than users",
        "at least %d, or none given: a connection for each user".formatted(closed.peakUsers()));
  }
}
