package dev.faultline.core.yaml;

import java.util.Comparator;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * A place in a text, as editors count.
 *
 * @param line from 1
 * @param column from 1, in characters
 */
public record Position(int line, int column) implements Comparable<Position> {

  /** The first character of a text. */
  public static final Position START = new Position(1, 1);

  private static final Comparator<Position> ORDER =
      Comparator.comparingInt(Position::line).thenComparingInt(Position::column);

  /** The parser counts from 0. */
  static Position of(Mark mark) {
    return new Position(mark.getLine() + 1, mark.getColumn() + 1);
  }

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }
}
