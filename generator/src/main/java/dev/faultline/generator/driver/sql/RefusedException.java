package dev.faultline.generator.driver.sql;

import java.io.Serial;

/**
 * Nobody is let in; the message is the reason as results have it. Without a stack trace: a target
 * may do this at any rate.
 */
final class RefusedException extends Exception {

  @Serial private static final long serialVersionUID = 1;

  RefusedException(String reason) {
    super(reason, null, false, false);
  }
}
