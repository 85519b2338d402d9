package dev.faultline.core.plan;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** One thing that an iteration does. */
public sealed interface Step {

  /** Unique within its scenario. */
  String name();

  /**
   * One HTTP request, measured.
   *
   * @param path begins with a slash
   * @param headers in the order written
   * @param timeout from the actual send
   * @param expectedStatus the answer's status must be this one; when empty, any below 400 will do
   */
  record Request(
      String name,
      String method,
      String path,
      Map<String, String> headers,
      Optional<String> body,
      Duration timeout,
      OptionalInt expectedStatus)
      implements Step {

    public Request {
      headers = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(headers));
    }
  }

  /** Think time, not measured. */
  record Pause(String name, Duration duration) implements Step {}
}
