package dev.faultline.chaos.driver.chaosmesh;

import dev.faultline.core.time.Clock;
import dev.faultline.core.time.Durations;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * Until when an object may stay. Chaos Mesh ends the fault by itself after {@link #duration}, which
 * is what heals when the injector dies. It is longer than the fault by {@link #MARGIN}, so that an
 * injector that lives is always the one that heals, and sees it happen. When the lease has been
 * over for {@link #GRACE}, nobody can be carrying the fault any more: what is left is an empty
 * object.
 */
record Lease(Instant ends, Duration duration) {

  /** Covers that Chaos Mesh counts from the object's creation, and Faultline's own delays. */
  static final Duration MARGIN = Duration.ofSeconds(15);

  /** Longer than any heal, and than clocks of machines differ. */
  static final Duration GRACE = Duration.ofMinutes(2);

  static final String ENDS = "faultline.dev/lease-ends";

  static Lease of(Duration fault, Clock clock) {
    Duration duration = fault.plus(MARGIN);
    return new Lease(now(clock).plus(duration), duration);
  }

  Map<String, String> annotations() {
    return Map.of(ENDS, ends.toString());
  }

  /** Whether an object of whatever run has outlived its lease; false when it does not say. */
  static boolean over(HasMetadata object, Clock clock) {
    return Optional.ofNullable(object.getMetadata().getAnnotations())
        .map(annotations -> annotations.get(ENDS))
        .flatMap(Lease::parse)
        .filter(ends -> now(clock).isAfter(ends.plus(GRACE)))
        .isPresent();
  }

  private static Optional<Instant> parse(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException foreign) {
      return Optional.empty();
    }
  }

  private static Instant now(Clock clock) {
    return Instant.EPOCH.plus(Durations.ofMicros(clock.epochMicros()));
  }
}
