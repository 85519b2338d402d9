package dev.faultline.core.protobuf;

import java.nio.charset.StandardCharsets;

/**
 * A protobuf message in its binary form, looked through field by field.
 *
 * @param to behind its last byte
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">protobuf's encoding</a>
 */
record BinaryMessage(byte[] bytes, int from, int to) {

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;
  private static final int MAX_VARINT_BITS = 64;

  /** Who is told of the fields. */
  interface Visitor {

    /** A number, a truth value or an enum's. */
    default void number(int field, long value) throws DamagedDescriptorsException {}

    /** A text or a message. */
    default void part(int field, BinaryMessage value) throws DamagedDescriptorsException {}
  }

  void visit(Visitor visitor) throws DamagedDescriptorsException {
    int[] at = {from};
    while (at[0] < to) {
      long tag = varint(at);
      int field = (int) (tag >>> 3);
      switch ((int) tag & 7) {
        case VARINT -> visitor.number(field, varint(at));
        case FIXED64 -> skip(at, Long.BYTES);
        case FIXED32 -> skip(at, Integer.BYTES);
        case LENGTH_DELIMITED -> {
          long length = varint(at);
          int begin = at[0];
          skip(at, length);
          visitor.part(field, new BinaryMessage(bytes, begin, at[0]));
        }
        default -> throw new DamagedDescriptorsException();
      }
    }
  }

  String text() {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private void skip(int[] at, long length) throws DamagedDescriptorsException {
    if (length < 0 || length > to - at[0]) {
      throw new DamagedDescriptorsException();
    }
    at[0] += (int) length;
  }

  private long varint(int[] at) throws DamagedDescriptorsException {
    long value = 0;
    for (int shift = 0; shift < MAX_VARINT_BITS; shift += 7) {
      if (at[0] >= to) {
        throw new DamagedDescriptorsException();
      }
      byte next = bytes[at[0]++];
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new DamagedDescriptorsException();
  }
}
