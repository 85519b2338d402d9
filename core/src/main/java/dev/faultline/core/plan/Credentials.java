package dev.faultline.core.plan;

import dev.faultline.core.secret.Secret;

/** What a target is told of who asks, with each request. */
public sealed interface Credentials {

  /** That part which nobody else may know. */
  Secret secret();

  /**
   * A name and a password, as RFC 7617 writes them.
   *
   * @param user without a colon
   */
  record Basic(String user, Secret secret) implements Credentials {}

  /** A token whose bearer may come in, as RFC 6750 writes it. */
  record Bearer(Secret secret) implements Credentials {}
}
