package dev.faultline.generator.driver;

import dev.faultline.core.result.Outcome;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * Why there was no answer, in the words that all drivers share; {@link #reason} is what results
 * carry, and part of the format.
 */
public enum Failure {
  /** Nothing listens there. */
  CONNECTION_REFUSED(Outcome.ERROR),
  /** The connection was broken off in the middle. */
  CONNECTION_RESET(Outcome.ERROR),
  /** What was sent was not acknowledged any more, so that the connection was given up here. */
  CONNECTION_LOST(Outcome.ERROR),
  /** The connection was closed in good order, but before the answer was complete. */
  CONNECTION_CLOSED(Outcome.ERROR),
  /** The target's certificate is not one that the plan trusts, or not valid now, or not its own. */
  CERTIFICATE_REFUSED(Outcome.ERROR),
  /** TLS did not come about for another reason: the target refused ours, or offers no version. */
  TLS_FAILED(Outcome.ERROR),
  /** No way to the target's address. */
  UNREACHABLE(Outcome.ERROR),
  /** This machine has no port left to connect from. */
  NO_LOCAL_PORT(Outcome.ERROR),
  /** The connection lives, but the target broke off this one request on it. */
  STREAM_RESET(Outcome.ERROR),
  /** Something came back that is no answer of the protocol. */
  INVALID_ANSWER(Outcome.ERROR),
  /** Sent, and not answered in time. */
  TIMEOUT(Outcome.TIMEOUT),
  /** Accepted by the target, but did not come to where it was awaited in time. */
  NOT_DELIVERED(Outcome.TIMEOUT),
  /** No connection came about in time. */
  CONNECT_TIMEOUT(Outcome.TIMEOUT),
  /** All connections were busy until the run ended. */
  NO_CONNECTION(Outcome.TIMEOUT),
  /** What waits to be sent has no room left in the generator; it was not sent. */
  NO_ROOM(Outcome.ERROR),
  /** What the plan's expressions made of the request cannot be sent, and was not. */
  INVALID_REQUEST(Outcome.ERROR),
  /** A defect of the driver; it is logged. */
  INTERNAL_ERROR(Outcome.ERROR);

  private final Outcome outcome;
  private final String reason = name().toLowerCase(Locale.ROOT).replace('_', '-');

  Failure(Outcome outcome) {
    this.outcome = outcome;
  }

  /** How results count it. */
  public Outcome outcome() {
    return outcome;
  }

  /** A short stable word for it, in small letters. */
  public String reason() {
    return reason;
  }

  /** What an exception of the network means. */
  public static Failure of(Throwable cause) {
    return switch (cause) {
      case DecoderException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
      case SSLException tls -> ofTls(tls);
      case ConnectTimeoutException _ -> CONNECT_TIMEOUT;
      case NoRouteToHostException _ -> UNREACHABLE;
      case BindException _ -> NO_LOCAL_PORT;
      case ConnectException refused -> ofConnect(refused);
      case IOException broken -> ofConnection(broken);
      default -> INTERNAL_ERROR;
    };
  }

  private static Failure ofTls(SSLException problem) {
    if (problem instanceof SslHandshakeTimeoutException) {
      return CONNECT_TIMEOUT;
    }
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return CERTIFICATE_REFUSED;
      }
      if (cause instanceof ClosedChannelException) {
        return CONNECTION_CLOSED;
      }
    }
    return Stream.of(problem.getSuppressed()).anyMatch(ClosedChannelException.class::isInstance)
        ? CONNECTION_CLOSED
        : TLS_FAILED;
  }

  private static Failure ofConnect(ConnectException refused) {
    String message = String.valueOf(refused.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("unreachable")) {
      return UNREACHABLE;
    }
    if (message.contains("assign requested address")) {
      return NO_LOCAL_PORT;
    }
    return message.contains("timed out") ? CONNECT_TIMEOUT : CONNECTION_REFUSED;
  }

  /** ETIMEDOUT, EHOSTUNREACH and ENETUNREACH, which Java has no exceptions for here. */
  private static Failure ofConnection(IOException broken) {
    String message = String.valueOf(broken.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("connection timed out")) {
      return CONNECTION_LOST;
    }
    return message.contains("no route to host") || message.contains("unreachable")
        ? UNREACHABLE
        : CONNECTION_RESET;
  }
}
