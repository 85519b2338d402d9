package dev.faultline.cli.console;

import java.io.Console;
import java.util.Map;

/** Colours where somebody sees them, plain text everywhere else. */
public enum Style {
  COLOURS,
  PLAIN;

  /**
   * What suits an output.
   *
   * @param environment for {@code NO_COLOR} and {@code TERM}
   * @see <a href="https://no-color.org">no-color.org</a>
   */
  public static Style of(boolean terminal, Map<String, String> environment) {
    boolean unwanted =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || "dumb".equals(environment.get("TERM"));
    return terminal && !unwanted ? COLOURS : PLAIN;
  }

  /** What suits this process's standard output. */
  public static Style ofThisProcess() {
    return of(onTerminal(), System.getenv());
  }

  /** Whether somebody reads this process's standard output on a terminal. */
  @SuppressWarnings("SystemConsoleNull") // JDK 22 to 24 never gave null, JDK 25 does again
  public static boolean onTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  public String good(String text) {
    return paint("32", text);
  }

  public String bad(String text) {
    return paint("31;1", text);
  }

  public String notable(String text) {
    return paint("33", text);
  }

  public String faint(String text) {
    return paint("2", text);
  }

  private String paint(String code, String text) {
    return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
