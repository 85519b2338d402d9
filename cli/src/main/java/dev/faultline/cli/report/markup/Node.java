package dev.faultline.cli.report.markup;

/** A piece of a document that is HTML and well-formed XML at once. */
public sealed interface Node permits Element, Text, Verbatim {

  /** Writes the piece, escaped where it must be. */
  void writeTo(StringBuilder out);
}
