package dev.faultline.core.threshold;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The tags by which a threshold chooses what of a metric it judges. */
public enum TagKey {
  SCENARIO("the name of a scenario", "scenario"),
  /** A measured step; k6 calls it the request's name. */
  STEP("the name of a step", "step", "name"),
  /** The protocol's status, 0 when there was no answer. */
  STATUS("a status such as 503, 0 for no answer", "status"),
  OUTCOME("one of ok, check_failed, error, timeout", "outcome"),
  RESOURCE("the name of a resource", "resource"),
  /** What of the resource is measured. */
  MEASURE("a measure of the resource, such as rss", "measure");

  private final String expected;
  private final List<String> names;

  TagKey(String expected, String... names) {
    this.expected = expected;
    this.names = List.of(names);
  }

  /** What may stand after it, for people. */
  public String expected() {
    return expected;
  }

  /** How a plan may write it, our own name first. */
  public List<String> names() {
    return names;
  }

  public static Optional<TagKey> named(String name) {
    return Arrays.stream(values()).filter(key -> key.names.contains(name)).findFirst();
  }
}
