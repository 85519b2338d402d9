package dev.faultline.core.secret;

import java.util.Map;

/** Secrets that were looked up, of which no text of this object says anything. Immutable. */
public final class SecretValues {

  /** Of a scenario that needs none. */
  public static final SecretValues NONE = new SecretValues(Map.of());

  private final Map<Secret, String> values;

  public SecretValues(Map<Secret, String> values) {
    this.values = Map.copyOf(values);
  }

  /**
   * The secret itself.
   *
   * @throws IllegalArgumentException when it was not looked up
   */
  public String value(Secret secret) {
    String value = values.get(secret);
    if (value == null) {
      throw new IllegalArgumentException("secret '" + secret.name() + "' was not looked up");
    }
    return value;
  }

  @Override
  public String toString() {
    return values.size() + " secrets";
  }
}
