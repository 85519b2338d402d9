package dev.faultline.core.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the mistakes of one document while it is read, so that all are told at once. */
public final class Mistakes {

  private final List<Mistake> found = new ArrayList<>();
  private int failures;

  public void add(Position at, String problem, String expected) {
    found.add(new Mistake(at, problem, expected));
    failures++;
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
