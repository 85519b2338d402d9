package dev.faultline.core.plan;

import dev.faultline.core.check.Statuses;
import dev.faultline.core.yaml.Format;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a plan may say about the answers of a protocol.
 *
 * @param statuses how they are written; empty for a protocol without
 * @param usual the statuses of a step that names none; 0 is that of a protocol without
 * @param parts what else can be looked at, and so be captured
 */
record CheckForm(Optional<Format<Statuses>> statuses, Statuses usual, Set<Part> parts) {

  /** A part of an answer; its key in a plan is its name in small letters. */
  enum Part {
    HEADER,
    BODY,
    JSON,
    LATENCY;

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  CheckForm {
    parts = Set.copyOf(parts);
  }

  /** Of a protocol whose answers have neither a status nor headers. */
  static CheckForm withoutStatus(Set<Part> parts) {
    return new CheckForm(Optional.empty(), Statuses.of(0), parts);
  }

  boolean has(Part part) {
    return parts.contains(part);
  }

  /** Whether there is something that a later step could use. */
  boolean capturable() {
    return has(Part.HEADER) || has(Part.BODY) || has(Part.JSON);
  }

  /** For mistakes: {@code a map with status, header, body}. */
  String expected() {
    Stream<String> status = statuses.stream().map(_ -> "status");
    Stream<String> others = Stream.of(Part.values()).filter(this::has).map(Part::key);
    return "a map with " + Stream.concat(status, others).collect(Collectors.joining(", "));
  }
}
