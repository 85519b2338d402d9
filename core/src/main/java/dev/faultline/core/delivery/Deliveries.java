package dev.faultline.core.delivery;

/** Who is told what became of the events in a {@link Ledger}, each at its time and once. */
public interface Deliveries {

  /** An event was seen for the first time, and in time. */
  void delivered(Published event, boolean outOfOrder, long atMicros);

  /** An acknowledged event was not seen within its time. */
  void lost(Published event, long atMicros);

  /** An event was seen once more. */
  void duplicated(long number, long atMicros);

  /** An event was seen that had been told as lost. */
  void late(long number, long atMicros);

  /** Nobody will know what became of an acknowledged event: the ledger is given up before. */
  void unknown(Published event, long atMicros);

  /** An event was seen of which nobody knows whether it was seen before. */
  void unknown(long number, long atMicros);
}
