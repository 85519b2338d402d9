package dev.faultline.generator.driver.custom;

import dev.faultline.generator.driver.Attempt;
import dev.faultline.generator.driver.Failure;
import dev.faultline.scenario.CheckFailedException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** What it means that code has thrown something, in the words of results. */
final class Problem {

  private static final Pattern SUFFIX = Pattern.compile("(Exception|Error)$");
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
  private static final Pattern NO_LETTER = Pattern.compile("[^a-z0-9]+");
  private static final Pattern AT_AN_END = Pattern.compile("^-|-$");
  private static final int LONGEST = 60;

  private Problem() {}

  /** Ends the attempt. */
  static void tell(Throwable thrown, Attempt attempt) {
    switch (cause(thrown)) {
      case CheckFailedException check -> attempt.refused(check.reason(), 0);
      case HttpConnectTimeoutException _ -> attempt.failed(Failure.CONNECT_TIMEOUT);
      case HttpTimeoutException _ -> attempt.failed(Failure.TIMEOUT);
      case SocketTimeoutException _ -> attempt.failed(Failure.TIMEOUT);
      case SocketException network -> attempt.failed(Failure.of(network));
      case SSLException network -> attempt.failed(Failure.of(network));
      case Throwable other -> attempt.failed(word(other.getClass()));
    }
  }

  /** What was thrown where it only passed something on. */
  private static Throwable cause(Throwable thrown) {
    boolean wraps =
        thrown instanceof ExecutionException
            || thrown instanceof CompletionException
            || thrown instanceof UncheckedIOException;
    return wraps && thrown.getCause() != null ? thrown.getCause() : thrown;
  }

  /** {@code no-such-element} for a NoSuchElementException: types are few, and messages are not. */
  static String word(Class<?> thrown) {
    String name = SUFFIX.matcher(thrown.getSimpleName()).replaceFirst("");
    String small = HUMP.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT);
    String word = AT_AN_END.matcher(NO_LETTER.matcher(small).replaceAll("-")).replaceAll("");
    return word.isEmpty() ? "exception" : word.substring(0, Math.min(LONGEST, word.length()));
  }
}
