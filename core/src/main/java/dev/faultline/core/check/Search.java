package dev.faultline.core.check;

import java.util.regex.Matcher;

/** Looks for patterns in what came from a target. */
final class Search {

  private Search() {}

  /**
   * Finds the first match. Java's engine keeps alternatives on the stack: a pattern like {@code
   * (a|b)*c} has not enough of it for a text of some thousand characters, and is not found there.
   */
  static boolean finds(Matcher matcher) {
    try {
      return matcher.find();
    } catch (StackOverflowError tooLong) {
      return false;
    }
  }
}
