package dev.faultline.generator.driver;

import dev.faultline.core.secret.Secret;
import dev.faultline.core.secret.SecretValues;
import dev.faultline.generator.scenario.UnusableTargetException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Looks up secrets, each time anew, so that one that was changed is seen by the next run. Whoever
 * is told one keeps it out of everything that is written down. Thread-safe.
 */
public final class Secrets {

  private static final int MAX_BYTES = 64 * 1024;

  private final Map<String, String> environment;

  /**
   * @param environment variables, by name
   */
  public Secrets(Map<String, String> environment) {
    this.environment = environment;
  }

  /** With the environment that this process was started with. */
  public static Secrets ofThisProcess() {
    return new Secrets(System.getenv());
  }

  /**
   * The secret itself. Reads a file where that is its source.
   *
   * @throws UnusableTargetException when there is none
   */
  public String value(Secret secret) throws UnusableTargetException {
    String value =
        switch (secret.source()) {
          case Secret.Source.Environment(String variable) -> variable(secret, variable);
          case Secret.Source.InFile(String path) -> text(secret, path);
        };
    if (value.isEmpty()) {
      throw missing(secret, "it is empty");
    }
    return value;
  }

  /**
   * All of them.
   *
   * @throws UnusableTargetException when there is one that is not there
   */
  public SecretValues values(Collection<Secret> secrets) throws UnusableTargetException {
    Map<Secret, String> values = new HashMap<>();
    for (Secret secret : secrets) {
      values.put(secret, value(secret));
    }
    return new SecretValues(values);
  }

  private String variable(Secret secret, String variable) throws UnusableTargetException {
    String value = environment.get(variable);
    if (value == null) {
      throw missing(secret, "the environment variable %s is not set".formatted(variable));
    }
    return value;
  }

  private static String text(Secret secret, String path) throws UnusableTargetException {
    try (InputStream in = Files.newInputStream(Path.of(path))) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw missing(secret, "the file %s has more than %d bytes".formatted(path, MAX_BYTES));
      }
      return new String(bytes, StandardCharsets.UTF_8).replaceFirst("\\r?\\n$", "");
    } catch (IOException e) {
      throw missing(secret, "the file %s".formatted(FileProblem.of(e, path)));
    }
  }

  private static UnusableTargetException missing(Secret secret, String problem) {
    return new UnusableTargetException(
        "secret '%s' of the plan, as the generator sees it: %s".formatted(secret.name(), problem));
  }
}
