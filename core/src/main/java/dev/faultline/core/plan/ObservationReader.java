package dev.faultline.core.plan;

import dev.faultline.core.check.Capture;
import dev.faultline.core.yaml.Format;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Reads where events are observed.
 *
 * <pre>
 * callback: { listen: 0.0.0.0:18090, path: /delivered, id: { json: $.id } }
 * kafka:    { target: bus, topic: orders, id: { header: ce_id } }
 * amqp:     { target: mq, queue: orders, id: { header: message-id } }
 * redis:    { target: cache, channel: orders, id: { json: $.id } }
 * step:     confirmed
 * </pre>
 *
 * @param targets the plan's
 */
record ObservationReader(Section<Target> targets) {

  /** The keys of which there is one. */
  private static final String[] KINDS = {"callback", "kafka", "amqp", "redis", "step"};

  static final String EXPECTED = "a map with callback, kafka, amqp, redis or step";

  private static final String ID = "a map with json, header or regex";

  private static final Format<String> TOPIC =
      Formats.matching(
          "[A-Za-z0-9._-]{1,249}", "the name of a topic", "a topic of letters, digits, . _ -");

  /** Where they are; empty when something is wrong with that, or with the target that it names. */
  Optional<Observation> read(YamlMap map) {
    Optional<Observation> observation = map.oneOf(KINDS).flatMap(this::kind);
    return map.build(() -> observation).flatMap(found -> found);
  }

  private Optional<Observation> kind(YamlNode kind) {
    return switch (kind.name()) {
      case "callback" ->
          kind.map("a map with listen, path, id").flatMap(ObservationReader::callback);
      case "kafka" -> kind.map("a map with target, topic, id").flatMap(this::kafka);
      case "amqp" -> kind.map("a map with target, queue, id").flatMap(this::amqp);
      case "redis" -> kind.map("a map with target, channel, id").flatMap(this::redis);
      default -> kind.value(Formats.NAME).map(Observation.OfStep::new);
    };
  }

  private static Optional<Observation> callback(YamlMap map) {
    Optional<InetSocketAddress> listen = map.required("listen", Formats.ADDRESS);
    Optional<String> path = map.required("path", Formats.PATH);
    Optional<Capture> id = id(map);
    return map.build(() -> new Observation.Callback(listen.get(), path.get(), id.get()));
  }

  private Optional<Observation> kafka(YamlMap map) {
    Optional<Target.Kafka> target = target(map, Target.Kafka.class, "kafka");
    Optional<String> topic = map.required("topic", TOPIC);
    Optional<Capture> id = id(map);
    return map.build(
            () -> target.map(its -> new Observation.KafkaTopic(its, topic.get(), id.get())))
        .flatMap(found -> found);
  }

  private Optional<Observation> amqp(YamlMap map) {
    Optional<Target.Amqp> target = target(map, Target.Amqp.class, "amqp");
    Optional<String> queue = map.required("queue", Formats.AMQP_NAME);
    Optional<Capture> id = id(map);
    return map.build(() -> target.map(its -> new Observation.AmqpQueue(its, queue.get(), id.get())))
        .flatMap(found -> found);
  }

  private Optional<Observation> redis(YamlMap map) {
    Optional<Target.Redis> target = target(map, Target.Redis.class, "redis");
    Optional<String> channel = map.required("channel", Formats.REDIS_CHANNEL);
    Optional<YamlMap> place = map.requiredMap("id", "a map with json or regex");
    place
        .flatMap(its -> its.optional("header"))
        .ifPresent(
            node -> node.mistakeAtName("a message of Redis has no headers", "json or regex"));
    Optional<Capture> id = place.flatMap(CaptureReader::place);
    return map.build(
            () -> target.map(its -> new Observation.RedisChannel(its, channel.get(), id.get())))
        .flatMap(found -> found);
  }

  /** The target that is named, which has to speak that; empty also when it is wrong itself. */
  private <T extends Target> Optional<T> target(YamlMap map, Class<T> type, String protocol) {
    Optional<Target> named =
        targets
            .reference(map, "target")
            .flatMap(
                name ->
                    targets.things().stream().filter(its -> its.name().equals(name)).findFirst());
    Optional<T> target = named.filter(type::isInstance).map(type::cast);
    if (named.isPresent() && target.isEmpty()) {
      map.optional("target")
          .ifPresent(
              node ->
                  node.mistake(
                      "target '%s' speaks %s".formatted(named.get().name(), named.get().protocol()),
                      "a target with '%s'".formatted(protocol)));
    }
    return target;
  }

  private static Optional<Capture> id(YamlMap map) {
    return map.requiredMap("id", ID).flatMap(CaptureReader::place);
  }
}
