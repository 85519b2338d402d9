package dev.faultline.core.plan;

import dev.faultline.core.yaml.Format;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code amqp://host:port/vhost}, or {@code amqps} with TLS; the port is 5672 or 5671 and the
 * virtual host {@code /} when left out.
 *
 * @see <a href="https://www.rabbitmq.com/docs/uri-spec">RabbitMQ's URIs</a>
 */
record AmqpAddress(InetSocketAddress address, String virtualHost, boolean secure) {

  private static final int PORT = 5672;
  private static final int SECURE_PORT = 5671;
  private static final String USUAL_VIRTUAL_HOST = "/";

  private static final Pattern TEXT =
      Pattern.compile(
          "amqp(s?)://(\\[[0-9a-fA-F:.]+\\]|[A-Za-z0-9._-]+)(:\\d{1,5})?(?:/([^/?#@]*))?");

  static final Format<AmqpAddress> FORMAT =
      new Format<>(
              "an AMQP address",
              "amqp://host:port/vhost, without user and password",
              AmqpAddress::parse)
          .like(TEXT.pattern());

  private static Optional<AmqpAddress> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    boolean secure = !matcher.group(1).isEmpty();
    String usualPort = ":" + (secure ? SECURE_PORT : PORT);
    String port = matcher.group(3) == null ? usualPort : matcher.group(3);
    return Formats.address(matcher.group(2) + port)
        .flatMap(
            address -> virtualHost(matcher.group(4)).map(v -> new AmqpAddress(address, v, secure)));
  }

  private static Optional<String> virtualHost(String path) {
    if (path == null || path.isEmpty()) {
      return Optional.of(USUAL_VIRTUAL_HOST);
    }
    try {
      return Optional.of(URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // a percent sign that encodes nothing
    }
  }
}
