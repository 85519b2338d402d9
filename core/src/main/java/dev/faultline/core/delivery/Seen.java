package dev.faultline.core.delivery;

import java.util.TreeMap;

/**
 * Which events have been seen: a bit for each, in pages that are kept until all of their events
 * have been. So it is small as long as everything is delivered sooner or later, and where a lot is
 * lost it forgets the oldest. Not thread-safe.
 */
final class Seen {

  /** Events of a page, which takes half a kilobyte. */
  static final int PAGE = 4096;

  private final int maxPages;

  /** Those with events that have not been seen. */
  private final TreeMap<Long, Page> open = new TreeMap<>();

  private long begun;
  private long forgotten;

  /** What a look at an event is. */
  enum Look {
    FIRST,
    AGAIN,
    /** It may be either: too many events have passed, or there never was such a one. */
    UNKNOWN
  }

  /** The events of a page. */
  private static final class Page {

    private final long[] bits = new long[PAGE / Long.SIZE];
    private int seen;

    boolean see(int event) {
      long bit = 1L << event;
      int word = event / Long.SIZE;
      boolean first = (bits[word] & bit) == 0;
      if (first) {
        bits[word] |= bit;
        seen++;
      }
      return first;
    }
  }

  /**
   * @param maxPages how many with unseen events are remembered, at least 1
   */
  Seen(int maxPages) {
    this.maxPages = maxPages;
  }

  /** The next event: numbers begin with 0 and have no gaps. */
  void begin(long number) {
    begun = number + 1;
    if (number % PAGE == 0) {
      open.put(number / PAGE, new Page());
      if (open.size() > maxPages) {
        forgotten = open.pollFirstEntry().getKey() + 1;
      }
    }
  }

  Look see(long number) {
    long index = Math.floorDiv(number, PAGE);
    if (number < 0 || number >= begun || index < forgotten) {
      return Look.UNKNOWN;
    }
    Page page = open.get(index);
    if (page == null || !page.see((int) (number % PAGE))) {
      return Look.AGAIN;
    }
    if (page.seen == PAGE) {
      open.remove(index);
    }
    return Look.FIRST;
  }
}
