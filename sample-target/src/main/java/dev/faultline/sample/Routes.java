package dev.faultline.sample;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who answers what, written as {@code "GET /orders/{}/bids"}: a {@code {}} is any one part of a
 * path. What stands there literally goes before what has a {@code {}}.
 */
final class Routes {

  private static final String ANY = "{}";

  /** No route has more, with the nothing before the first slash. */
  private static final int MOST_PARTS = 6;

  private final Map<String, Route> routes = new HashMap<>();

  /** Answers one request, on a thread of its own that may block. */
  @FunctionalInterface
  interface Route {
    Reply handle(Request request) throws IOException, InterruptedException, RefusedException;
  }

  record Match(Route route, List<String> ids) {}

  Routes on(String line, Route route) {
    if (routes.put(line, route) != null) {
      throw new IllegalArgumentException("two routes for " + line);
    }
    return this;
  }

  Routes and(Routes others) {
    others.routes.forEach(this::on);
    return this;
  }

  Optional<Match> find(String method, String path) {
    String[] parts = path.split("/", MOST_PARTS + 2);
    return parts.length > MOST_PARTS ? Optional.empty() : find(method, parts, 1, new ArrayList<>());
  }

  private Optional<Match> find(String line, String[] parts, int next, List<String> ids) {
    if (next == parts.length) {
      return Optional.ofNullable(routes.get(line)).map(route -> new Match(route, List.copyOf(ids)));
    }
    String separator = next == 1 ? " /" : "/";
    Optional<Match> literally = find(line + separator + parts[next], parts, next + 1, ids);
    if (literally.isPresent() || parts[next].isEmpty()) {
      return literally;
    }
    ids.add(decoded(parts[next]));
    Optional<Match> any = find(line + separator + ANY, parts, next + 1, ids);
    ids.removeLast();
    return any;
  }

  /** A part may hold a slash, as the name of RabbitMQ's usual virtual host is one. */
  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
