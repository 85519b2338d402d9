package dev.faultline.core.yaml;

/** A part of a text in a document. */
public sealed interface Piece {

  /** A part that is known, parameters in their places. */
  record Plain(String text) implements Piece {}

  /** What stands between <code>${</code> and <code>}</code> and is no parameter. */
  record Inner(String text) implements Piece {}
}
