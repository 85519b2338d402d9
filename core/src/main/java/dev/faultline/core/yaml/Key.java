package dev.faultline.core.yaml;

/**
 * What a value belongs to.
 *
 * @param name the key, for a value in a map
 * @param label how messages speak of it
 * @param at where it stands: what is missing in the value is missed there
 * @param index the same, in code points from the document's begin
 */
record Key(String name, String label, Position at, int index) {

  static Key ofDocument(String name) {
    return new Key(name, name, Position.START, 0);
  }

  static Key ofEntry(String name, Position at, int index) {
    return new Key(name, "'%s'".formatted(name), at, index);
  }

  /** The element's key is its place, counted from 1. */
  Key ofElement(int number, Position elementAt) {
    String place = "%s[%d]".formatted(name, number);
    return new Key(place, place, elementAt, index);
  }
}
