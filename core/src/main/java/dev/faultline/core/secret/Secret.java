package dev.faultline.core.secret;

/**
 * Something that a plan needs and must not hold: what it holds is where the generator finds it.
 *
 * @param name under which the plan refers to it
 */
public record Secret(String name, Source source) {

  /** Where it is on the generator's machine. */
  public sealed interface Source {

    /** An environment variable of the generator. */
    record Environment(String variable) implements Source {}

    /** The text of a file; a line break at its end does not count. */
    record InFile(String path) implements Source {}
  }
}
