package dev.faultline.core.yaml;

/**
 * What a value belongs to.
 *
 * @param name the key, for a value in a map
 * @param label how messages speak of it
 * @param at where it stands: what is missing in the value is missed there
 */
record Key(String name, String label, Position at) {

  static Key ofDocument(String name) {
    return new Key(name, name, Position.START);
  }

  static Key ofEntry(String name, Position at) {
    return new Key(name, "'%s'".formatted(name), at);
  }

  /** The element's key is its place, counted from 1. */
  Key ofElement(int index, Position elementAt) {
    String place = "%s[%d]".formatted(name, index);
    return new Key(place, place, elementAt);
  }
}
