package dev.faultline.core.delivery;

/**
 * Things with consecutive numbers, those at the begin of which are cleared sooner or later: a ring
 * that grows as long as they are not. Not thread-safe.
 */
final class Ring<T> {

  private Object[] ring = new Object[16];
  private long begin;
  private long end;
  private int size;

  /** The number of the first that may be there. */
  long begin() {
    return begin;
  }

  /** The number that the next one will have. */
  long end() {
    return end;
  }

  /** How many are there. */
  int size() {
    return size;
  }

  /** Adds the next one; nothing has a number, too. */
  void add(T thing) {
    if (end - begin == ring.length) {
      grow();
    }
    ring[slot(end)] = thing;
    end++;
    size += thing == null ? 0 : 1;
  }

  /** The one with that number; null when there is none, or none any more. */
  @SuppressWarnings("unchecked") // only such are put in
  T get(long number) {
    return number < begin || number >= end ? null : (T) ring[slot(number)];
  }

  /** The one with the lowest number; null when there is none. */
  T first() {
    while (begin < end) {
      T thing = get(begin);
      if (thing != null) {
        return thing;
      }
      begin++;
    }
    return null;
  }

  /** Takes away the one that has the number. */
  void clear(long number) {
    ring[slot(number)] = null;
    size--;
  }

  private int slot(long number) {
    return (int) (number & (ring.length - 1));
  }

  private void grow() {
    Object[] old = ring;
    ring = new Object[old.length * 2];
    for (long number = begin; number < end; number++) {
      ring[slot(number)] = old[(int) (number & (old.length - 1))];
    }
  }
}
