package dev.faultline.generator.driver;

import dev.faultline.core.plan.Credentials;
import dev.faultline.generator.scenario.UnusableTargetException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The value of the header {@code authorization}. */
public final class Authorization {

  private Authorization() {}

  /**
   * What to send with each request; empty when the target wants nothing.
   *
   * @throws UnusableTargetException when the secret is not there, or cannot be sent
   */
  public static Optional<String> of(Optional<Credentials> credentials, Secrets secrets)
      throws UnusableTargetException {
    return credentials.isEmpty()
        ? Optional.empty()
        : Optional.of(value(credentials.get(), secrets.value(credentials.get().secret())));
  }

  private static String value(Credentials credentials, String secret)
      throws UnusableTargetException {
    return switch (credentials) {
      case Credentials.Basic(String user, var _) -> "Basic " + base64(user + ":" + secret);
      case Credentials.Bearer(var its) -> {
        if (!secret.matches("[!-~]+")) {
          throw new UnusableTargetException(
              "secret '%s' is no bearer token; expected visible ASCII characters without blanks"
                  .formatted(its.name()));
        }
        yield "Bearer " + secret;
      }
    };
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
