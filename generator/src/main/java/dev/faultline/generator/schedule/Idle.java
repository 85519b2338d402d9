package dev.faultline.generator.schedule;

/**
 * How a thread that puts load on waits for the next arrival. The less it sleeps, the more precisely
 * it wakes, and the more processor time it takes.
 */
public enum Idle {
  /** Sleeps until the arrival is due; the kernel wakes it some tens of microseconds late. */
  SLEEP {
    @Override
    long marginMicros(long wakeUpMicros) {
      return 0;
    }
  },

  /** Sleeps to just before, and watches the clock from there. */
  HYBRID {
    @Override
    long marginMicros(long wakeUpMicros) {
      return wakeUpMicros;
    }
  },

  /**
   * Never sleeps while an arrival is to come: for a processor that nobody else needs, where it also
   * sees answers at once.
   */
  SPIN {
    @Override
    long marginMicros(long wakeUpMicros) {
      return FOR_EVER;
    }
  };

  private static final long FOR_EVER = Long.MAX_VALUE / 2;

  /**
   * How long before an arrival is due it no longer sleeps.
   *
   * @param wakeUpMicros by how much a sleep may end late
   */
  abstract long marginMicros(long wakeUpMicros);
}
