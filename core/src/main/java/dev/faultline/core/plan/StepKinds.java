package dev.faultline.core.plan;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All kinds of measured steps; where further protocols come in. */
final class StepKinds {

  private static final List<StepKind> ALL =
      List.of(
          new HttpRequestKind(),
          new GrpcCallKind(),
          new RedisKind(),
          new SqlKind(),
          new KafkaProduceKind(),
          new AmqpPublishKind(),
          new AmqpConsumeKind(),
          new WebSocketConnectKind(),
          new WebSocketSendKind(),
          new WebSocketReceiveKind(),
          new WebSocketCloseKind(),
          new ExecuteKind());

  private StepKinds() {}

  /** The keys by which they are known. */
  static Stream<String> keys() {
    return ALL.stream().map(StepKind::key);
  }

  /** The kind of that key. */
  static StepKind of(String key) {
    return ALL.stream().filter(kind -> kind.key().equals(key)).findFirst().orElseThrow();
  }

  /** The keys of what can be asked of the target, for mistakes: {@code 'publish' or 'consume'}. */
  static String fitting(Target target) {
    return ALL.stream()
        .filter(kind -> kind.fits(target))
        .map(kind -> "'" + kind.key() + "'")
        .collect(Collectors.joining(" or "));
  }
}
