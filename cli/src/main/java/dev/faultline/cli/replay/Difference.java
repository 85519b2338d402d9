package dev.faultline.cli.replay;

import java.util.List;

/** Where the replayed answer is not the recorded one. */
sealed interface Difference {

  /** The record, in words. */
  String place();

  /**
   * The record is another one.
   *
   * @param fields at least one
   */
  record Changed(String place, List<FieldDifference> fields) implements Difference {
    public Changed {
      fields = List.copyOf(fields);
    }
  }

  /** The record was recorded, and the replay did not make it. */
  record OnlyRecorded(String place) implements Difference {}

  /** The replay made a record that was not recorded. */
  record OnlyReplayed(String place) implements Difference {}

  /** All records are the same, but not their order: from this one on. */
  record Moved(String place) implements Difference {}
}
