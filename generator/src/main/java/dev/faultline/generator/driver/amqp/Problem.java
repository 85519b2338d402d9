package dev.faultline.generator.driver.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;
import dev.faultline.core.plan.Target;

/** Why a run cannot begin, for its user. */
final class Problem {

  private Problem() {}

  static String of(Exception cause, Target.Amqp target) {
    if (cause.getCause() instanceof ShutdownSignalException closed) {
      return switch (closed.getReason()) {
        case AMQP.Channel.Close close -> close.getReplyText();
        case AMQP.Connection.Close close -> close.getReplyText();
        case null, default -> unreachable(target, closed.getMessage());
      };
    }
    return unreachable(target, String.valueOf(cause.getMessage()));
  }

  private static String unreachable(Target.Amqp target, String why) {
    return "%s cannot be used; is it up? (%s)".formatted(target.location(), why);
  }
}
