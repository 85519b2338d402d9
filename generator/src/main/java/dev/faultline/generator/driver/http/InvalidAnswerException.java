package dev.faultline.generator.driver.http;

import java.io.Serial;

/** What came is no HTTP/1 answer. Without a stack trace: a target may do this at any rate. */
final class InvalidAnswerException extends Exception {

  @Serial private static final long serialVersionUID = 1;

  InvalidAnswerException() {
    super("no HTTP/1 answer", null, false, false);
  }
}
