package dev.faultline.generator.driver.grpc;

import dev.faultline.core.plan.GrpcMessages;
import dev.faultline.core.time.Durations;
import java.time.Duration;
import java.util.Optional;

/** When the messages of a call are sent. */
sealed interface Pace {

  /** One right after the other. */
  record AtOnce() implements Pace {}

  /** Each when the one before has been answered. */
  record InTurn() implements Pace {}

  /** Each so long after the one before. */
  record Every(long micros) implements Pace {}

  static Pace of(GrpcMessages messages, Kind kind) {
    return switch (messages) {
      case GrpcMessages.One _ -> new AtOnce();
      case GrpcMessages.Many(var _, Optional<Duration> every) ->
          every
              .<Pace>map(time -> new Every(Durations.micros(time)))
              .orElseGet(() -> kind.serverStreams() ? new InTurn() : new AtOnce());
    };
  }
}
