package dev.faultline.core.plan;

import dev.faultline.core.yaml.Format;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code postgres://user@host:port/database}, the port being 5432 when left out, and the user when
 * {@code auth} names one. A password has no place in it, for plans are read by many.
 */
record PostgresUrl(InetSocketAddress address, String database, Optional<String> user) {

  private static final int PORT = 5432;

  /** What PostgreSQL takes without quotes, and hyphens. */
  private static final String NAME = "[A-Za-z_][A-Za-z0-9_$-]{0,62}";

  private static final Pattern URL =
      Pattern.compile(
          "postgres(?:ql)?://(?:(?<user>%1$s)@)?(?<host>[A-Za-z0-9._-]+|\\[[0-9a-fA-F:.]+])(?::(?<port>\\d{1,5}))?/(?<database>%1$s)"
              .formatted(NAME));

  static final Format<PostgresUrl> FORMAT =
      new Format<>(
              "an address of a database",
              "postgres://user@host:port/database, without a password",
              PostgresUrl::parse)
          .like(URL.pattern().replaceAll("\\?<[a-z]+>", ""));

  private static Optional<PostgresUrl> parse(String text) {
    Matcher url = URL.matcher(text);
    if (!url.matches()) {
      return Optional.empty();
    }
    String host = url.group("host");
    int port = url.group("port") == null ? PORT : Integer.parseInt(url.group("port"));
    return Formats.ADDRESS
        .parse(host + ":" + port)
        .map(
            address ->
                new PostgresUrl(
                    address, url.group("database"), Optional.ofNullable(url.group("user"))));
  }

  /**
   * The target that stands under the key {@code postgres}.
   *
   * @param map all that the plan says of it
   * @param login as whom to come, if the plan names a password
   */
  static Optional<Target> target(
      YamlMap map, YamlNode node, Optional<Tls> tls, Optional<Credentials.Basic> login) {
    Optional<PostgresUrl> url = node.value(FORMAT);
    Optional<String> user = url.flatMap(PostgresUrl::user);
    if (user.isPresent() && login.isPresent()) {
      node.mistake("a user beside that in 'auth'", "postgres://host:port/database");
    } else if (url.isPresent() && user.isEmpty() && !map.has("auth")) {
      node.mistake("nobody's connection", FORMAT.expected() + ", or 'auth' with user, password");
    }
    return url.flatMap(
        its ->
            user.or(() -> login.map(Credentials.Basic::user))
                .map(
                    who ->
                        new Target.Postgres(
                            map.name(),
                            its.address(),
                            its.database(),
                            who,
                            login.map(Credentials.Basic::secret),
                            tls)));
  }
}
