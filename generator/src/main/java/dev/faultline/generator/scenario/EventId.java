package dev.faultline.generator.scenario;

import java.util.Optional;

/**
 * Which of the events that a scenario publishes in a run it is.
 *
 * @param epoch generators that carried the shard before the one that published it
 * @param number of those of that generator, from 0
 */
record EventId(int shard, int epoch, long number) {

  /**
   * The event of the text; empty when it is of another run, another scenario, or nobody's.
   *
   * @param prefix of the run and the scenario
   */
  static Optional<EventId> parse(String text, String prefix) {
    if (!text.startsWith(prefix)) {
      return Optional.empty();
    }
    String[] parts = text.substring(prefix.length()).split("\\.", -1);
    try {
      return parts.length == 3
          ? Optional.of(
              new EventId(
                  Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Long.parseLong(parts[2])))
          : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /** As the event carries it. */
  String text(String prefix) {
    return prefix + shard + "." + epoch + "." + number;
  }
}
