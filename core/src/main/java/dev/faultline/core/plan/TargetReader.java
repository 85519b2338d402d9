package dev.faultline.core.plan;

import dev.faultline.core.protobuf.DescriptorSet;
import dev.faultline.core.secret.Secret;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.net.URI;
import java.util.Optional;

/**
 * Reads {@code name: {http: http://host:port}}, or another protocol in its place, with {@code tls}
 * and {@code auth}; HTTP with {@code version}, gRPC with its types perhaps, see {@link
 * TypesReader}.
 */
final class TargetReader {

  /** The keys of which a target has one. */
  static final String[] PROTOCOLS = {
    "http", "grpc", "redis", "postgres", "kafka", "amqp", "websocket", "java"
  };

  private final CredentialsReader credentials;
  private final TypesReader types;

  /**
   * @param secrets the plan's
   */
  TargetReader(Section<Secret> secrets, PlanFiles files) {
    this.credentials = new CredentialsReader(secrets);
    this.types = new TypesReader(files);
  }

  Optional<Target> read(YamlMap map) {
    Optional<YamlNode> kind = map.oneOf(PROTOCOLS);
    Optional<Tls> tls = TlsReader.read(map);
    Optional<Credentials> auth = credentials.read(map);
    Optional<Target> target =
        kind.flatMap(
            node ->
                switch (node.name()) {
                  case "grpc" -> grpc(map, node, tls, auth);
                  case "redis" -> redis(map, node, tls, auth);
                  case "postgres" -> PostgresUrl.target(map, node, tls, login(map, auth));
                  case "kafka" -> kafka(map, node, tls, auth);
                  case "amqp" -> amqp(map, node, tls, auth);
                  case "websocket" -> webSocket(map, node, tls, auth);
                  case "java" -> CustomReader.target(map, node);
                  default -> http(map, node, tls, auth);
                });
    return map.build(target::get);
  }

  private static Optional<Target> http(
      YamlMap map, YamlNode node, Optional<Tls> tls, Optional<Credentials> auth) {
    Optional<URI> base = node.value(Formats.HTTP_BASE);
    HttpVersion version =
        map.optional("version", Formats.HTTP_VERSION).orElse(HttpVersion.HTTP_1_1);
    return base.map(
        uri ->
            new Target.Http(
                map.name(),
                uri,
                version,
                its(map, tls, uri.getScheme().equals("https"), "https"),
                auth));
  }

  private static Optional<Target> webSocket(
      YamlMap map, YamlNode node, Optional<Tls> tls, Optional<Credentials> auth) {
    return node.value(Formats.WEBSOCKET_BASE)
        .map(
            uri ->
                new Target.WebSocket(
                    map.name(), uri, its(map, tls, uri.getScheme().equals("wss"), "wss"), auth));
  }

  /** What an address that may be secure or not says of TLS. */
  private static Optional<Tls> its(
      YamlMap map, Optional<Tls> tls, boolean secure, String secureScheme) {
    if (secure) {
      return tls.or(() -> Optional.of(Tls.USUAL));
    }
    map.optional("tls")
        .ifPresent(
            its ->
                its.mistakeAtName(
                    "'tls' for an address without it", secureScheme + ":// in its place"));
    return Optional.empty();
  }

  private Optional<Target> grpc(
      YamlMap map, YamlNode node, Optional<Tls> tls, Optional<Credentials> auth) {
    Optional<DescriptorSet> told = types.read(map);
    return node.value(Formats.ADDRESS)
        .map(address -> new Target.Grpc(map.name(), address, tls, auth, told));
  }

  /** {@code redis: host:port, database: 2}. */
  private static Optional<Target> redis(
      YamlMap map, YamlNode node, Optional<Tls> tls, Optional<Credentials> auth) {
    int database = map.optional("database", Formats.REDIS_DATABASE).orElse(0);
    Optional<Credentials.Basic> login = login(map, auth);
    return node.value(Formats.ADDRESS)
        .map(address -> new Target.Redis(map.name(), address, database, tls, login));
  }

  private static Optional<Target> kafka(
      YamlMap map, YamlNode node, Optional<Tls> tls, Optional<Credentials> auth) {
    Optional<Credentials.Basic> user = login(map, auth);
    return node.value(Formats.BROKERS)
        .map(brokers -> new Target.Kafka(map.name(), brokers, tls, user));
  }

  private static Optional<Target> amqp(
      YamlMap map, YamlNode node, Optional<Tls> tls, Optional<Credentials> auth) {
    Optional<AmqpAddress> address = node.value(AmqpAddress.FORMAT);
    Optional<Credentials.Basic> user = login(map, auth);
    return address.map(
        at ->
            new Target.Amqp(
                map.name(),
                at.address(),
                at.virtualHost(),
                its(map, tls, at.secure(), "amqps"),
                user));
  }

  /** A name and a password, where nothing else is understood. */
  private static Optional<Credentials.Basic> login(YamlMap map, Optional<Credentials> auth) {
    if (auth.orElse(null) instanceof Credentials.Bearer) {
      map.optional("auth")
          .ifPresent(node -> node.mistakeAtName("'bearer' where users have passwords", "'basic'"));
    }
    return auth.filter(Credentials.Basic.class::isInstance).map(Credentials.Basic.class::cast);
  }
}
