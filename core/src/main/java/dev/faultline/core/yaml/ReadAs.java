package dev.faultline.core.yaml;

import java.util.List;

/** What a value of a document is read as. */
public sealed interface ReadAs {

  /**
   * A map.
   *
   * @param expected what it should be, for people
   */
  record OfKeys(String expected) implements ReadAs {}

  /** A map that has this key, or may have it. */
  record HavingKey(String key, boolean required) implements ReadAs {}

  /** A map that has exactly one of these keys. */
  record HavingOneOf(List<String> keys) implements ReadAs {}

  /** A map whose keys are names that the user chose. */
  record OfNames() implements ReadAs {}

  /** The entry of such a map, whose name has this format. */
  record Named(Format<?> format) implements ReadAs {}

  /** A list of at least one element. */
  record OfElements(String expected) implements ReadAs {}

  record OfFormat(Format<?> format) implements ReadAs {}

  /** Any text. */
  record OfText(String expected) implements ReadAs {}

  /** A map with whatever keys and values. */
  record OfJson(String expected) implements ReadAs {}

  /** Perhaps nothing. */
  record OfNothing() implements ReadAs {}
}
