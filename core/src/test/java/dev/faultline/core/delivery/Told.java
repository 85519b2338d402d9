package dev.faultline.core.delivery;

import java.util.ArrayList;
import java.util.List;

/** Keeps what a ledger tells. */
final class Told implements Deliveries {

  private final List<Word> words = new ArrayList<>();

  /** One thing that was told. */
  record Word(What what, long number, long atMicros) {}

  enum What {
    DELIVERED,
    OUT_OF_ORDER,
    LOST,
    DUPLICATED,
    LATE,
    GIVEN_UP,
    UNKNOWN
  }

  List<Word> words() {
    return words;
  }

  private void add(What what, long number, long atMicros) {
    words.add(new Word(what, number, atMicros));
  }

  @Override
  public void delivered(Published event, boolean outOfOrder, long atMicros) {
    add(outOfOrder ? What.OUT_OF_ORDER : What.DELIVERED, event.number(), atMicros);
  }

  @Override
  public void lost(Published event, long atMicros) {
    add(What.LOST, event.number(), atMicros);
  }

  @Override
  public void duplicated(long number, long atMicros) {
    add(What.DUPLICATED, number, atMicros);
  }

  @Override
  public void late(long number, long atMicros) {
    add(What.LATE, number, atMicros);
  }

  @Override
  public void unknown(Published event, long atMicros) {
    add(What.GIVEN_UP, event.number(), atMicros);
  }

  @Override
  public void unknown(long number, long atMicros) {
    add(What.UNKNOWN, number, atMicros);
  }
}
