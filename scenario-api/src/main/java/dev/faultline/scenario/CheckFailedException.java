package dev.faultline.scenario;

import java.util.regex.Pattern;

/** What was answered is not what should be; counted as a failed check, not as an error. */
public final class CheckFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final Pattern REASON = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");

  /**
   * @param reason which check it was: small letters, digits and hyphens, at most 60, such as {@code
   *     wrong-total}. Results are counted by it, so no number or id of the iteration is in it
   * @throws IllegalArgumentException when the reason is none
   */
  public CheckFailedException(String reason) {
    super(reason, null, false, false);
    if (!REASON.matcher(reason).matches()) {
      throw new IllegalArgumentException(
          "'%s' is no reason of small letters, digits and hyphens".formatted(reason));
    }
  }

  /** Which check it was. */
  public String reason() {
    return getMessage();
  }
}
