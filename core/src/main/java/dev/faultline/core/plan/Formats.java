package dev.faultline.core.plan;

import dev.faultline.core.check.Statuses;
import dev.faultline.core.expression.Feed;
import dev.faultline.core.json.JsonPath;
import dev.faultline.core.time.Durations;
import dev.faultline.core.yaml.Format;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** How the values of a plan are written. */
final class Formats {

  private static final Pattern DECIMAL = Pattern.compile("\\d{1,15}(\\.\\d{1,15})?");
  private static final Pattern RATE_TEXT =
      Pattern.compile("(" + DECIMAL.pattern() + ")(?:\\s*/\\s*([smh]))?");
  private static final Pattern ADDRESS_TEXT =
      Pattern.compile("(?:\\[([0-9a-fA-F:.]+)\\]|([A-Za-z0-9._-]+)):(\\d{1,5})");

  private static final Pattern SECONDS = Pattern.compile("\\d{1,12}(\\.\\d{1,6})?");
  private static final String SPEEDUP_EXPECTED = "a number from 1 to 10000 such as 60";

  private static final String WHOLE = "\\d{1,9}";

  private static final double MAX_RATE = 10_000_000;
  private static final int MAX_PORT = 65_535;
  private static final BigDecimal MAX_PERCENT = BigDecimal.valueOf(100);

  private Formats() {}

  /** Names become parts of record keys, metric labels and tags. */
  static final Format<String> NAME =
      matching("[A-Za-z0-9][A-Za-z0-9._-]{0,99}", "a name", "a name of letters, digits, . _ -");

  static final Format<Duration> DURATION =
      new Format<>("a duration", "a duration such as 250ms, 10s, 1m30s or 2h", Durations::parse)
          .like(Durations.PATTERN);

  static final Format<Duration> POSITIVE_DURATION =
      DURATION.where(
          "a duration above zero",
          "a duration above zero such as 250ms, 10s, 1m30s or 2h",
          Duration::isPositive);

  static final Format<Duration> WHOLE_SECONDS =
      DURATION.where(
          "whole seconds",
          "whole seconds such as 0s, 30s or 1m30s",
          duration -> duration.toNanosPart() == 0);

  /** In arrivals per second. */
  static final Format<Double> RATE =
      new Format<>(
              "a rate",
              "arrivals per second such as 50, 0.5 or 3000/m, at most 10000000/s",
              Formats::rate)
          .like(RATE_TEXT.pattern());

  /** In microseconds, from wherever times count. */
  static final Format<Long> TIME_MICROS =
      new Format<>(
              "a time",
              "a time such as 0, 90.5 or 1763712000 in seconds, or 1m30s",
              Formats::timeMicros)
          .like(SECONDS.pattern() + "|" + Durations.PATTERN);

  static final Format<Double> SPEEDUP =
      new Format<>("a speedup", SPEEDUP_EXPECTED, Formats::decimal)
          .where("a speedup", SPEEDUP_EXPECTED, speedup -> speedup >= 1 && speedup <= 10_000);

  static final Format<Double> SHARE =
      new Format<>("a share", "a number from 0 to 1 such as 0.05", Formats::decimal)
          .like(DECIMAL.pattern())
          .where("a share", "a number from 0 to 1 such as 0.05", share -> share <= 1);

  static final Format<Boolean> YES_OR_NO =
      matching("true|false", "true or false", "true or false").to(Boolean::valueOf);

  static final Format<Integer> COUNT =
      integer("a count", "a whole number from 1 to 1000000", 1, 1_000_000);

  static final Format<Double> WEIGHT =
      new Format<>("a weight", "a number above 0 such as 3 or 0.5", Formats::decimal)
          .like(DECIMAL.pattern())
          .where("a weight", "a number above 0 such as 3 or 0.5", weight -> weight > 0);

  static final Format<Integer> ITERATIONS =
      integer("a number of iterations", "a whole number from 1 to 999999999", 1, 999_999_999);

  static final Format<Integer> SEED =
      integer("a seed", "a whole number from 0 to 999999999", 0, 999_999_999);

  static final Format<Integer> USERS =
      integer("a number of users", "a whole number of users from 0 to 100000", 0, 100_000);

  static final Format<Statuses> STATUSES =
      new Format<>(
          "an HTTP status",
          "a status from 100 to 599, or all of a kind such as 2xx",
          Formats::statuses);

  static final Format<String> HEADER_NAME =
      matching(
          "[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}", "a header", "a header of letters, digits, hyphens");

  /** Of messages: longer names than HTTP's, and colons in them. */
  static final Format<String> MESSAGE_HEADER =
      matching("[!-~]{1,200}", "a header", "a header of visible ASCII characters");

  /** Of exchanges and queues. */
  static final Format<String> AMQP_NAME =
      matching("[!-~]{1,200}", "a name", "a name of visible ASCII characters, at most 200");

  static final Format<JsonPath> JSON_PATH =
      new Format<>(
          "a JSONPath", "a JSONPath such as $.order.items[0].id or $['key'][*]", JsonPath::parse);

  static final Format<Pattern> REGEX =
      new Format<>(
          "a regular expression", "a regular expression such as ^id=\\d+$", Formats::regex);

  static final Format<String> METHOD =
      matching(
          "GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS",
          "an HTTP method",
          "one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");

  static final Format<String> PATH =
      matching(
          "/[!-\"$-~]*",
          "a path",
          "a path that begins with a slash, blanks and special characters %-encoded");

  static final Format<String> GRPC_METHOD =
      matching(
          "[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*/[A-Za-z_]\\w*",
          "a gRPC method",
          "the service's full name and the method, such as shop.v1.Orders/Place");

  static final Format<GrpcStatus> GRPC_STATUS =
      new Format<>(
              "a gRPC status", "a status such as OK or NOT_FOUND, or 0 to 16", GrpcStatus::parse)
          .like(GrpcStatus.PATTERN);

  /** A blank at either end would be lost on the way. */
  static final Format<String> METADATA_VALUE =
      matching("|[!-~]|[!-~][ -~]*[!-~]", "a metadata value", "visible ASCII characters");

  static final Format<String> HEADER_VALUE =
      matching("[ \\t!-~\\x80-\\xff]*", "a header value", "one line of Latin-1 characters");

  static final Format<URI> HTTP_BASE =
      new Format<>(
              "an HTTP base address",
              "http://host:port or https://host:port without a path",
              Formats::httpBase)
          .like("https?://[^/?#@]+/?");

  static final Format<URI> WEBSOCKET_BASE =
      new Format<>(
              "a WebSocket base address",
              "ws://host:port or wss://host:port without a path",
              text ->
                  text.startsWith("ws")
                      ? httpBase("http" + text.substring(2))
                          .map(uri -> URI.create("ws" + uri.toString().substring(4)))
                      : Optional.empty())
          .like("wss?://[^/?#@]+/?");

  static final Format<String> TOKEN =
      matching("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}", "a protocol's name", "a name without blanks");

  static final Format<InetSocketAddress> ADDRESS =
      new Format<>("an address", "host:port with a port from 1 to 65535", Formats::address)
          .like(ADDRESS_TEXT.pattern());

  static final Format<HttpVersion> HTTP_VERSION =
      matching("1\\.1|2", "a version of HTTP", "1.1 or 2")
          .to(text -> text.equals("2") ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1);

  static final Format<Integer> REDIS_DATABASE =
      integer("a number of a database", "a whole number from 0 to 9999", 0, 9_999);

  static final Format<String> REDIS_CHANNEL =
      matching("\\S{1,200}", "a channel", "a name of a channel without blanks");

  /** As Kafka's clients take them: {@code host:port}, several separated by commas. */
  static final Format<String> BROKERS =
      matching(
              ADDRESS_TEXT.pattern() + "(," + ADDRESS_TEXT.pattern() + ")*",
              "a list of brokers",
              "host:port, several separated by commas")
          .where(
              "a list of brokers",
              "host:port with a port from 1 to 65535, several separated by commas",
              text -> List.of(text.split(",")).stream().allMatch(one -> address(one).isPresent()));

  static final Format<String> HOST_NAME =
      matching(
          "[A-Za-z0-9_]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?",
          "a host's name",
          "a host's name such as shop.example");

  static final Format<String> ENVIRONMENT_VARIABLE =
      matching(
          "[A-Za-z_][A-Za-z0-9_]{0,254}",
          "an environment variable",
          "the name of an environment variable: letters, digits and _, such as SHOP_TOKEN");

  /** Of the generator, who finds out whether it is there. */
  static final Format<String> FILE =
      matching("[^\\x00-\\x1f]{1,4096}", "a file", "the path of a file on the generator's machine");

  static final Format<String> SHA_256 =
      matching(
              "[0-9a-fA-F]{64}",
              "a SHA-256 checksum",
              "64 hexadecimal digits, as sha256sum prints them")
          .to(text -> text.toLowerCase(Locale.ROOT));

  static final Format<String> USER_NAME =
      matching("[ -9;-~]{1,255}", "a user's name", "visible ASCII characters without a colon");

  /** Kept as written: 0.1 is not a sum of powers of two. */
  static final Format<BigDecimal> PERCENT =
      new Format<>("a percentage", "a number from 0 to 100 such as 25", Formats::percent)
          .like(DECIMAL.pattern());

  /** What expressions call something that is captured; no dots, which name fields. */
  static final Format<String> VARIABLE =
      matching("[A-Za-z_][A-Za-z0-9_-]{0,99}", "a name", "a name of letters, digits, _ -");

  static final Format<Feed.Order> ORDER =
      matching("sequential|random|unique", "an order", "one of sequential, random, unique")
          .to(text -> Feed.Order.valueOf(text.toUpperCase(Locale.ROOT)));

  static final Format<Integer> GROUP = integer("a group", "a whole number from 0 to 99", 0, 99);

  static Format<String> matching(String regex, String name, String expected) {
    Pattern pattern = Pattern.compile(regex);
    return new Format<String>(
            name, expected, text -> Optional.of(text).filter(t -> pattern.matcher(t).matches()))
        .like(regex);
  }

  static Format<String> word(String word, String expected) {
    return new Format<>("'" + word + "'", expected, text -> Optional.of(text).filter(word::equals));
  }

  static Format<Integer> integer(String name, String expected, int min, int max) {
    return new Format<Integer>(
            name,
            expected,
            text -> text.matches(WHOLE) ? Optional.of(Integer.valueOf(text)) : Optional.empty())
        .like(WHOLE)
        .where(name, expected, number -> number >= min && number <= max);
  }

  private static Optional<Statuses> statuses(String text) {
    if (text.matches("[1-5]xx")) {
      int first = 100 * (text.charAt(0) - '0');
      return Optional.of(Statuses.between(first, first + 99));
    }
    return text.matches("[1-5]\\d\\d")
        ? Optional.of(Statuses.of(Integer.parseInt(text)))
        : Optional.empty();
  }

  private static Optional<Pattern> regex(String text) {
    try {
      return Optional.of(Pattern.compile(text));
    } catch (PatternSyntaxException _) {
      return Optional.empty();
    }
  }

  private static Optional<Double> decimal(String text) {
    return DECIMAL.matcher(text).matches() ? Optional.of(Double.valueOf(text)) : Optional.empty();
  }

  private static Optional<Long> timeMicros(String text) {
    return SECONDS.matcher(text).matches()
        ? Optional.of(new BigDecimal(text).movePointRight(6).longValueExact())
        : Durations.parse(text).map(Durations::micros);
  }

  private static Optional<BigDecimal> percent(String text) {
    return DECIMAL.matcher(text).matches()
        ? Optional.of(new BigDecimal(text)).filter(p -> p.compareTo(MAX_PERCENT) <= 0)
        : Optional.empty();
  }

  private static Optional<Double> rate(String text) {
    Matcher matcher = RATE_TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    double number = Double.parseDouble(matcher.group(1));
    double perSecond =
        switch (matcher.group(3)) {
          case "m" -> number / 60;
          case "h" -> number / 3600;
          case null, default -> number;
        };
    return Optional.of(perSecond).filter(rate -> rate <= MAX_RATE);
  }

  private static Optional<URI> httpBase(String text) {
    try {
      URI uri = URI.create(text);
      boolean bare =
          String.valueOf(uri.getScheme()).matches("https?")
              && uri.getHost() != null
              && uri.getRawUserInfo() == null
              && List.of("", "/").contains(uri.getRawPath())
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null;
      int usualPort = "https".equals(uri.getScheme()) ? 443 : 80;
      int port = uri.getPort() == -1 ? usualPort : uri.getPort();
      return bare && port >= 1 && port <= MAX_PORT
          ? Optional.of(URI.create("%s://%s:%d".formatted(uri.getScheme(), uri.getHost(), port)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // no URI at all: told like any other malformed value
    }
  }

  static Optional<InetSocketAddress> address(String text) {
    Matcher matcher = ADDRESS_TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String host = Optional.ofNullable(matcher.group(1)).orElse(matcher.group(2));
    int port = Integer.parseInt(matcher.group(3));
    return port >= 1 && port <= MAX_PORT
        ? Optional.of(InetSocketAddress.createUnresolved(host, port))
        : Optional.empty();
  }
}
