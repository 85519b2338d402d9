package dev.faultline.core.plan;

/** What requests and answers look like on the wire. */
public enum HttpVersion {
  /** One request at a time on a connection. */
  HTTP_1_1,
  /**
   * Many requests at a time on a connection, each on a stream of its own. Agreed upon with ALPN
   * over TLS; without TLS the target has to be known to speak it.
   */
  HTTP_2
}
