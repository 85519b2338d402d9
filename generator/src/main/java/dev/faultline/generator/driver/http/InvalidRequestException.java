package dev.faultline.generator.driver.http;

import java.io.Serial;

/**
 * What a plan's expressions made is no HTTP request. Without a stack trace: it may happen at any
 * rate.
 */
final class InvalidRequestException extends Exception {

  @Serial private static final long serialVersionUID = 1;

  InvalidRequestException(String message) {
    super(message, null, false, false);
  }
}
