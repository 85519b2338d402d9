package dev.faultline.core.threshold;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** How finely a metric is known, and so which tags it has. */
public enum Scope {
  /** Of the whole run. */
  RUN("no tag: it is known of the whole run only", EnumSet.noneOf(TagKey.class)),
  /** Of each scenario. */
  SCENARIO(
      "scenario alone: it is known of whole scenarios, not of their steps",
      EnumSet.of(TagKey.SCENARIO)),
  /** Of the events that a scenario publishes. */
  DELIVERIES(
      "scenario alone: it is known of all events of a scenario together",
      EnumSet.of(TagKey.SCENARIO)),
  /** Of each step, all its results together. */
  STEP(
      "scenario or step: it is known of all results together,"
          + " and only 'requests' by status or outcome",
      EnumSet.of(TagKey.SCENARIO, TagKey.STEP)),
  /** Of the results of a step that have the same status, or the same outcome. */
  RESULT(
      "scenario, step, status or outcome",
      EnumSet.of(TagKey.SCENARIO, TagKey.STEP, TagKey.STATUS, TagKey.OUTCOME)),
  /** Of each measure of each resource. */
  RESOURCE("resource and measure", EnumSet.of(TagKey.RESOURCE, TagKey.MEASURE));

  private final String expected;
  private final Set<TagKey> tags;

  Scope(String expected, Set<TagKey> tags) {
    this.expected = expected;
    this.tags = Collections.unmodifiableSet(tags);
  }

  /** The tags that a metric of this scope has, for people. */
  public String expected() {
    return expected;
  }

  /** Whether metrics of this scope have the tag. */
  public boolean has(TagKey key) {
    return tags.contains(key);
  }
}
