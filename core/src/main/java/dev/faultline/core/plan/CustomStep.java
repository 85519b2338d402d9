package dev.faultline.core.plan;

import dev.faultline.core.check.Expectation;
import dev.faultline.core.expression.Template;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Executes a scenario that is written in Java.
 *
 * @param scenario by the name that its code gives it
 * @param settings that it is told besides those of the target, before which they go, in the order
 *     written
 * @param timeout from its actual begin
 */
public record CustomStep(
    String name,
    String scenario,
    Map<String, Template> settings,
    Duration timeout,
    Expectation expectation)
    implements Step.Measured {

  public CustomStep {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  @Override
  public Stream<Template> requestTemplates() {
    return settings.values().stream();
  }

  /** Never: the code is told the iteration's number, and chance of its own. */
  @Override
  public boolean isFixed() {
    return false;
  }
}
