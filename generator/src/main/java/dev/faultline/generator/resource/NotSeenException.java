package dev.faultline.generator.resource;

/** A resource could not be looked at; the message says why, in a few words. */
final class NotSeenException extends Exception {

  private static final long serialVersionUID = 1;

  NotSeenException(String reason) {
    super(reason);
  }
}
