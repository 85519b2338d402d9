package dev.faultline.aggregator.window;

/** What became of one record of a shard. */
public enum Acceptance {
  /** It is part of the windows. */
  COUNTED,
  /** Its window had closed; it is part of the run's late count only. */
  LATE,
  /** Its number had been seen before. */
  DUPLICATE,
  /** Another generator had already taken the shard over from the one that wrote it. */
  STALE_EPOCH,
  /** The shard had already said that nothing will follow. */
  AFTER_END,
  /** Its time is too far ahead of the shard's for anything but a broken clock. */
  IMPLAUSIBLE
}
