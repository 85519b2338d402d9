package dev.faultline.core.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Collects the mistakes of one document while it is read, so that all are told at once. Not
 * thread-safe.
 */
public final class Mistakes {

  private final List<Mistake> found = new ArrayList<>();
  private int failures;

  /** Adds one; control characters in what is quoted are escaped, so that it stays on one line. */
  public void add(Position at, String problem, String expected) {
    found.add(new Mistake(at, oneLine(problem), expected));
    failures++;
  }

  private static String oneLine(String text) {
    return text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
  }

  /** Something could not be read because of a mistake that is told already. */
  public void addConsequence() {
    failures++;
  }

  /** How many mistakes and consequences there are so far: grows with each. */
  int failures() {
    return failures;
  }

  /** Each mistake once, in the order of the document. */
  public List<Mistake> inOrder() {
    return found.stream().distinct().sorted(Comparator.comparing(Mistake::at)).toList();
  }
}
