package dev.faultline.generator.driver.http;

import io.netty.buffer.ByteBuf;

/**
 * Looks at text in a buffer without making a string of it. Texts to compare with are lower-case.
 */
final class AsciiText {

  private AsciiText() {}

  static boolean startsWith(ByteBuf in, int from, String text) {
    if (in.writerIndex() - from < text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (lower(in.getByte(from + i)) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  static boolean endsWith(ByteBuf in, int from, int to, String text) {
    int end = trimSpaces(in, from, to);
    return end - from >= text.length() && startsWith(in, end - text.length(), text);
  }

  /** Whether the text stands somewhere between. */
  static boolean contains(ByteBuf in, int from, int to, String text) {
    for (int start = from; start <= to - text.length(); start++) {
      if (startsWith(in, start, text)) {
        return true;
      }
    }
    return false;
  }

  static int skipSpaces(ByteBuf in, int from, int to) {
    int first = from;
    while (first < to && space(in.getByte(first))) {
      first++;
    }
    return first;
  }

  /** The end without the spaces before it. */
  static int trimSpaces(ByteBuf in, int from, int to) {
    int end = to;
    while (end > from && space(in.getByte(end - 1))) {
      end--;
    }
    return end;
  }

  /**
   * A number of at least one digit and less than 2<sup>60</sup>.
   *
   * @throws InvalidAnswerException when there is anything else
   */
  static long number(ByteBuf in, int from, int to, int radix) throws InvalidAnswerException {
    long number = 0;
    for (int i = from; i < to; i++) {
      int digit = Character.digit(in.getByte(i), radix);
      if (digit < 0 || number >>> 56 != 0) {
        throw new InvalidAnswerException();
      }
      number = number * radix + digit;
    }
    if (from >= to) {
      throw new InvalidAnswerException();
    }
    return number;
  }

  private static boolean space(byte octet) {
    return octet == ' ' || octet == '\t';
  }

  private static int lower(byte octet) {
    return octet >= 'A' && octet <= 'Z' ? octet | 0x20 : octet;
  }
}
