package dev.faultline.core.yaml;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a value belongs to.
 *
 * @param name the key, for a value in a map
 * @param label how messages speak of it
 * @param at where it stands: what is missing in the value is missed there
 * @param index the same, in code points from the document's begin
 * @param path the keys that lead to it, from the document's root; {@value #ELEMENT} for an element
 */
record Key(String name, String label, Position at, int index, List<String> path) {

  static final String ELEMENT = "[]";

  static Key ofDocument(String name) {
    return new Key(name, name, Position.START, 0, List.of());
  }

  /** The key of an entry of the map that belongs to this one. */
  Key ofEntry(String entry, Position entryAt, int entryIndex) {
    return new Key(entry, "'%s'".formatted(entry), entryAt, entryIndex, path(entry));
  }

  /** The element's key is its place, counted from 1. */
  Key ofElement(int number, Position elementAt) {
    String place = "%s[%d]".formatted(name, number);
    return new Key(place, place, elementAt, index, path(ELEMENT));
  }

  private List<String> path(String last) {
    return Stream.concat(path.stream(), Stream.of(last)).toList();
  }
}
