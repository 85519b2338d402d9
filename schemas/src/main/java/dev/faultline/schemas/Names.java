package dev.faultline.schemas;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The strings that have been met, so that each is made once. Bounded: a name that meets another in
 * its place takes the place. Not thread-safe.
 */
final class Names {

  private static final int PLACES = 1024;
  private static final byte[] NONE = {};

  private final byte[][] encoded = new byte[PLACES][];
  private final String[] decoded = new String[PLACES];

  Names() {
    Arrays.fill(encoded, NONE);
    Arrays.fill(decoded, "");
  }

  /** Reads the next string. */
  String read(AvroBytes in) {
    int from = in.skipBytes();
    byte[] bytes = in.array();
    int to = in.position();
    int place = place(bytes, from, to);
    byte[] known = encoded[place];
    if (!Arrays.equals(known, 0, known.length, bytes, from, to)) {
      encoded[place] = Arrays.copyOfRange(bytes, from, to);
      decoded[place] = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
    return decoded[place];
  }

  /** {@link Arrays#hashCode(byte[])} of the slice, spread. */
  private static int place(byte[] bytes, int from, int to) {
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    return (hash ^ hash >>> 10 ^ hash >>> 20) & (PLACES - 1);
  }
}
