package dev.faultline.generator.driver.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import dev.faultline.generator.driver.Attempt;
import dev.faultline.generator.driver.Failure;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;

/** Why the server does not do what it was asked: its word for it, or that there is no answer. */
sealed interface Refusal {

  /** Ends what was asked. */
  void end(Attempt attempt);

  /** The server said so. */
  record Told(String reason) implements Refusal {

    @Override
    public void end(Attempt attempt) {
      attempt.refused(reason, 0);
    }
  }

  /** Nobody said anything. */
  record Silent(Failure failure) implements Refusal {

    @Override
    public void end(Attempt attempt) {
      attempt.failed(failure);
    }
  }

  /** What an exception of the client means. */
  static Refusal of(Throwable cause) {
    return switch (cause) {
      case ShutdownSignalException closed -> of(closed);
      case AuthenticationFailureException _, PossibleAuthenticationFailureException _ ->
          new Told("access-refused");
      case TimeoutException _, SocketTimeoutException _ -> new Silent(Failure.CONNECT_TIMEOUT);
      case IOException io when io.getCause() instanceof ShutdownSignalException closed ->
          of(closed);
      case EOFException _ -> new Silent(Failure.CONNECTION_CLOSED);
      default -> new Silent(Failure.of(cause));
    };
  }

  private static Refusal of(ShutdownSignalException closed) {
    return switch (closed.getReason()) {
      case AMQP.Channel.Close close when close.getReplyCode() != AMQP.REPLY_SUCCESS ->
          new Told(word(close.getReplyText()));
      case AMQP.Connection.Close close when fault(close) -> new Told(word(close.getReplyText()));
      case Method _ -> new Silent(Failure.CONNECTION_CLOSED);
      case null -> new Silent(lost(closed));
    };
  }

  /** Not that the server ends, which is a connection closed in good order. */
  private static boolean fault(AMQP.Connection.Close close) {
    return close.getReplyCode() != AMQP.CONNECTION_FORCED
        && close.getReplyCode() != AMQP.REPLY_SUCCESS;
  }

  private static Failure lost(ShutdownSignalException closed) {
    return closed instanceof AlreadyClosedException || closed.getCause() instanceof EOFException
        ? Failure.CONNECTION_CLOSED
        : Failure.CONNECTION_RESET;
  }

  /** What comes before the explanation: {@code NOT_FOUND - no exchange 'x'}. */
  static String word(String replyText) {
    return replyText
        .split(" - ", 2)[0]
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-");
  }
}
