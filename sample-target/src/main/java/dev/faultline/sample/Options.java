package dev.faultline.sample;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the sample target is to run.
 *
 * @param bind the address that all services listen on
 * @param checkoutPort 0 to 65535; 0 takes a free one
 * @param paymentsPort 0 to 65535; 0 takes a free one
 * @param grpcPort where inference listens, 0 to 65535; 0 takes a free one; empty: there is none
 * @param webSocketPort where WebSocket is spoken, 0 to 65535; 0 takes a free one; empty: nowhere
 * @param paymentsUrl where checkout reaches payments; empty: directly
 * @param paymentsTimeout how long checkout waits for payments, to connect and to answer
 * @param slowDownAfter when checkout becomes slower by itself, counted from its first request;
 *     empty: never
 * @param slowDown by how much it becomes slower then
 * @param exitWithParent whether to end when standard input ends, as it does when the parent dies
 */
public record Options(
    String bind,
    int checkoutPort,
    int paymentsPort,
    OptionalInt grpcPort,
    OptionalInt webSocketPort,
    Optional<URI> paymentsUrl,
    Duration paymentsTimeout,
    Optional<Duration> slowDownAfter,
    Duration slowDown,
    boolean exitWithParent) {

  /** What {@code --help} prints. */
  public static final String USAGE =
      """
      A checkout service that calls a payments service, and an inference service over gRPC:
      something to put load on.

        --checkout-port PORT      where checkout listens, 0 = a free port (18080)
        --payments-port PORT      where payments listens, 0 = a free port (18081)
        --grpc-port PORT          where inference listens, 0 = a free port (there is none)
        --websocket-port PORT     where tasks are taken over WebSocket, 0 = a free port (nowhere)
        --payments-url URL        where checkout reaches payments (directly)
        --payments-timeout TIME   how long checkout waits for payments (2s)
        --bind ADDRESS            the address all listen on (127.0.0.1)
        --slow-down-after TIME    checkout becomes slower that long after its first request (never)
        --slow-down TIME          by how much it becomes slower then (60ms)
        --exit-with-parent        end when standard input ends

      Times are written 250ms, 46s or 2m.
      """;

  private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m)");

  /** All that {@link #USAGE} gives as default. */
  public static Options defaults() {
    return new Options(
        "127.0.0.1",
        18080,
        18081,
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Duration.ofSeconds(2),
        Optional.empty(),
        Duration.ofMillis(60),
        false);
  }

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException when it is wrong; the message is for the user
   */
  public static Options parse(String... arguments) {
    Options options = defaults();
    boolean slowDownGiven = false;
    for (int i = 0; i < arguments.length; i++) {
      String name = arguments[i];
      if (name.equals("--exit-with-parent")) {
        options = options.with(name, "");
        continue;
      }
      if (!USAGE.contains("  " + name + " ")) {
        throw new IllegalArgumentException(
            "there is no option '%s'; --help lists them".formatted(name));
      }
      if (++i == arguments.length) {
        throw new IllegalArgumentException(name + " needs a value");
      }
      options = options.with(name, arguments[i]);
      slowDownGiven |= name.equals("--slow-down");
    }
    if (slowDownGiven && options.slowDownAfter.isEmpty()) {
      throw new IllegalArgumentException("--slow-down needs --slow-down-after, which says when");
    }
    return options;
  }

  private Options with(String name, String value) {
    return new Options(
        name.equals("--bind") ? value : bind,
        name.equals("--checkout-port") ? port(name, value) : checkoutPort,
        name.equals("--payments-port") ? port(name, value) : paymentsPort,
        name.equals("--grpc-port") ? OptionalInt.of(port(name, value)) : grpcPort,
        name.equals("--websocket-port") ? OptionalInt.of(port(name, value)) : webSocketPort,
        name.equals("--payments-url") ? Optional.of(url(name, value)) : paymentsUrl,
        name.equals("--payments-timeout") ? time(name, value) : paymentsTimeout,
        name.equals("--slow-down-after") ? Optional.of(time(name, value)) : slowDownAfter,
        name.equals("--slow-down") ? time(name, value) : slowDown,
        exitWithParent || name.equals("--exit-with-parent"));
  }

  private static int port(String name, String value) {
    if (value.matches("\\d{1,5}") && Integer.parseInt(value) <= 65535) {
      return Integer.parseInt(value);
    }
    throw wrong(name, value, "a port from 0 to 65535");
  }

  private static URI url(String name, String value) {
    if (value.matches("http://[^/?#]+")) {
      try {
        URI url = URI.create(value);
        if (url.getHost() != null) {
          return url;
        }
      } catch (IllegalArgumentException malformed) {
        // Told below, in the same words as every other wrong address.
      }
    }
    throw wrong(name, value, "http://host:port");
  }

  private static Duration time(String name, String value) {
    Matcher parts = TIME.matcher(value);
    if (!parts.matches()) {
      throw wrong(name, value, "a time such as 250ms, 46s or 2m");
    }
    long amount = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      default -> Duration.ofMinutes(amount);
    };
  }

  private static IllegalArgumentException wrong(String name, String value, String expected) {
    return new IllegalArgumentException("%s is '%s'; expected %s".formatted(name, value, expected));
  }
}
