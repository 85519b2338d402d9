package dev.faultline.core.plan;

import java.util.Optional;

/**
 * How a target is spoken to over TLS. The files it names are the generator's: what is in them does
 * not travel with the plan.
 *
 * @param identity what the generator shows who it is with, if the target wants to know
 * @param serverName that the target is asked for, and that its certificate must be for; empty for
 *     the host of its address
 */
public record Tls(Trust trust, Optional<Identity> identity, Optional<String> serverName) {

  /** Trusts whom the generator's Java trusts, and shows nothing. */
  public static final Tls USUAL = new Tls(new Trust.Usual(), Optional.empty(), Optional.empty());

  /** Whose certificates are believed. */
  public sealed interface Trust {

    /** Those that the authorities that come with Java have signed. */
    record Usual() implements Trust {}

    /**
     * Those that an authority of the user's has signed.
     *
     * @param file certificates in PEM
     */
    record Authorities(String file) implements Trust {}

    /** Any: whoever answers is taken for the target. */
    record Anybody() implements Trust {}
  }

  /**
   * Who the generator is.
   *
   * @param certificate file with a certificate, and those between it and its authority, in PEM
   * @param key file with its private key in PEM (PKCS #8, not encrypted)
   */
  public record Identity(String certificate, String key) {}

  /** Whether nobody checks who answers. */
  public boolean insecure() {
    return trust instanceof Trust.Anybody;
  }
}
