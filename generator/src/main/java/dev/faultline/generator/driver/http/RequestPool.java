package dev.faultline.generator.driver.http;

/** The connections of one scenario over a version of HTTP. On one event loop. */
interface RequestPool extends AutoCloseable {

  /** Ends all that wait. */
  void giveUpWaiting();

  /** Closes all connections. */
  @Override
  void close();
}
