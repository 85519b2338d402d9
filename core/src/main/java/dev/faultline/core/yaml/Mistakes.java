package dev.faultline.core.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Collects the mistakes of one document while it is read, so that all are told at once. Not
 * thread-safe.
 */
public final class Mistakes {

  private static final Comparator<Mistake> ORDER =
      Comparator.comparing((Mistake mistake) -> mistake.file().orElse(""))
          .thenComparing(Mistake::at);

  private final Optional<String> file;
  private final Mistakes document;
  private final List<Mistake> found = new ArrayList<>();
  private int failures;

  public Mistakes() {
    file = Optional.empty();
    document = this;
  }

  private Mistakes(String file, Mistakes document) {
    this.file = Optional.of(file);
    this.document = document;
  }

  /** The same collection, for what stands in a file that the document names. */
  Mistakes in(String otherFile) {
    return new Mistakes(otherFile, document);
  }

  /** Adds one; control characters in what is quoted are escaped, so that it stays on one line. */
  public void add(Position at, String problem, String expected) {
    document.found.add(new Mistake(file, at, oneLine(problem), expected));
    document.failures++;
  }

  private static String oneLine(String text) {
    return text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
  }

  /** Something could not be read because of a mistake that is told already. */
  public void addConsequence() {
    document.failures++;
  }

  /** How many mistakes and consequences there are so far: grows with each. */
  int failures() {
    return document.failures;
  }

  /** Each mistake once, in the order of the document, before those in files that it names. */
  public List<Mistake> inOrder() {
    return document.found.stream().distinct().sorted(ORDER).toList();
  }
}
