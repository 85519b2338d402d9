package dev.faultline.core.plan;

import dev.faultline.core.fault.PodAction.NetworkBandwidth;
import dev.faultline.core.fault.PodAction.NetworkDelay;
import dev.faultline.core.fault.PodAction.NetworkLoss;
import dev.faultline.core.fault.PodAction.NetworkPartition;
import dev.faultline.core.fault.PodAction.NetworkPartition.Direction;
import dev.faultline.core.fault.PodSelection;
import dev.faultline.core.yaml.Format;
import dev.faultline.core.yaml.YamlMap;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what can be done to the network of pods. */
final class NetworkActions {

  private static final int DEFAULT_LIMIT = 20_971_520;
  private static final int DEFAULT_BUFFER = 10_000;

  private static final Format<BigDecimal> LOSS =
      Formats.PERCENT.where(
          "a percentage above 0",
          "a number above 0 and up to 100 such as 25",
          loss -> loss.signum() > 0);

  private static final Format<String> RATE =
      Formats.matching(
          "[1-9]\\d{0,17}[kmgt]?(bit|bps)",
          "a rate of bytes or bits",
          "a whole number with bps, kbps, mbps, gbps (bytes per second) or bit, kbit, mbit, gbit,"
              + " such as 1mbps");

  private static final Format<Integer> BYTES =
      Formats.integer("a number of bytes", "a whole number from 1 to 999999999", 1, 999_999_999);

  private static final Format<Direction> DIRECTION =
      new Format<Direction>(
              "a direction",
              "one of to, from, both",
              text -> Stream.of(Direction.values()).filter(d -> d.written().equals(text)).findAny())
          .like("to|from|both");

  private NetworkActions() {}

  static Optional<NetworkDelay> delay(YamlMap map, Optional<PodSelection> pods) {
    Optional<Duration> latency = map.required("latency", Formats.POSITIVE_DURATION);
    Optional<Duration> jitter = map.optional("jitter", Formats.DURATION);
    Optional<BigDecimal> correlation = map.optional("correlation", Formats.PERCENT);
    return map.build(
        () ->
            new NetworkDelay(
                pods.get(),
                latency.get(),
                jitter.orElse(Duration.ZERO),
                correlation.orElse(BigDecimal.ZERO)));
  }

  static Optional<NetworkLoss> loss(YamlMap map, Optional<PodSelection> pods) {
    Optional<BigDecimal> loss = map.required("loss", LOSS);
    Optional<BigDecimal> correlation = map.optional("correlation", Formats.PERCENT);
    return map.build(
        () -> new NetworkLoss(pods.get(), loss.get(), correlation.orElse(BigDecimal.ZERO)));
  }

  static Optional<NetworkPartition> partition(YamlMap map, Optional<PodSelection> pods) {
    Optional<Direction> direction = map.optional("direction", DIRECTION);
    Optional<PodSelection> others = PodsReader.read(map, "target");
    return map.build(
        () -> new NetworkPartition(pods.get(), direction.orElse(Direction.TO), others.get()));
  }

  static Optional<NetworkBandwidth> bandwidth(YamlMap map, Optional<PodSelection> pods) {
    Optional<String> rate = map.required("rate", RATE);
    Optional<Integer> limit = map.optional("limit", BYTES);
    Optional<Integer> buffer = map.optional("buffer", BYTES);
    return map.build(
        () ->
            new NetworkBandwidth(
                pods.get(),
                rate.get(),
                limit.orElse(DEFAULT_LIMIT),
                buffer.orElse(DEFAULT_BUFFER)));
  }
}
