package dev.faultline.aggregator.bench;

/** A figure of work that was not done is worth nothing. */
final class Verified {

  private Verified() {}

  static void equal(String what, long expected, long found) {
    if (expected != found) {
      throw new IllegalStateException("%s: %,d, not %,d".formatted(what, found, expected));
    }
  }
}
