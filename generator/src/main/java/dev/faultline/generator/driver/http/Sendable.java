package dev.faultline.generator.driver.http;

import dev.faultline.core.check.Expectation;

/** A request as far as its exchange has to know it, whatever it looks like on the wire. */
interface Sendable {

  /** Bytes that it has on the wire; in HTTP/2 those of its body. */
  int size();

  /** From the actual send. */
  long timeoutMicros();

  Expectation expectation();

  /** Where its answer goes when the status is not all that matters; null when it is. */
  default KeptAnswer keeper() {
    return expectation().statusOnly() ? null : new KeptAnswer(expectation().needsBody());
  }

  default boolean expects(int status) {
    return expectation().statuses().contain(status);
  }
}
