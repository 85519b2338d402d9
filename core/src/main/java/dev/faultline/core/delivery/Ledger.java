package dev.faultline.core.delivery;

import java.util.HashMap;
import java.util.Map;

/**
 * Keeps account of published events until each has been seen or is lost:
 *
 * <pre>
 * published ──acknowledged──▶ awaited ──seen────────────▶ delivered, in order or out of order
 *     │                          └──not within its time─▶ lost ──seen──▶ late
 *     └──failed: nothing is promised, but what is seen in time is delivered
 * </pre>
 *
 * An event that is seen after its first time is a duplicate, however late, and whether or not it
 * was acknowledged.
 *
 * <p><b>Order.</b> An event is out of order when one of the same key was seen before it whose
 * publication had been begun after that of this one was acknowledged: the publisher knew that this
 * one came first. Of publications that overlap nobody knows which is the first, so neither is out
 * of order (the order is that of "happened before", Lamport 1978). The one that comes too late
 * counts, not those that it lets pass, as in RFC 4737, section 3.4.
 *
 * <p><b>Time</b> comes with the calls and never runs backwards. <b>Memory</b> is bounded by the
 * events that may be awaited, besides a bit for each event some of whose neighbours were never seen
 * (32 MB for 268 million of them). Not thread-safe.
 */
public final class Ledger {

  private static final int MAX_PAGES = 1 << 16;

  private final long withinMicros;
  private final int maxAwaited;
  private final Deliveries told;
  private final Seen seen = new Seen(MAX_PAGES);
  private final Ring<Event> open = new Ring<>();

  /** Publications that are not over although what they publish should have been seen by now. */
  private final Map<Long, Event> overdue = new HashMap<>();

  private final Map<String, Order> orders = new HashMap<>();
  private long ticks;
  private int awaited;

  /** The events of a key that are not settled, and the order in which the others were seen. */
  private static final class Order {

    private int unsettled;

    /** When the publication of the latest that was seen had begun, in ticks. */
    private long latestBegun;
  }

  /** An event of which it is not known yet what becomes of it. */
  private static final class Event {

    private final Published published;
    private final String key;
    private final Order order;
    private final long begunTick;

    /** 0 until it is. */
    private long acknowledgedTick;

    private boolean failed;

    Event(Published published, String key, Order order, long begunTick) {
      this.published = published;
      this.key = key;
      this.order = order;
      this.begunTick = begunTick;
    }

    boolean isAwaited() {
      return acknowledgedTick > 0;
    }
  }

  /**
   * @param withinMicros an event has to be seen so long after its publication was begun
   * @param maxAwaited events that may be open at once; those beyond are told as unknown
   */
  public Ledger(long withinMicros, int maxAwaited, Deliveries told) {
    this.withinMicros = withinMicros;
    this.maxAwaited = maxAwaited;
    this.told = told;
  }

  /** Begins to publish an event whose order does not matter; its number. */
  public long publish(long intendedMicros, long atMicros) {
    return publish(null, intendedMicros, atMicros);
  }

  /**
   * Begins to publish an event.
   *
   * @param key events of the same one have an order
   * @return its number, from 0 without gaps
   */
  public long publish(String key, long intendedMicros, long atMicros) {
    passTo(atMicros);
    long number = open.end();
    seen.begin(number);
    Published published = new Published(number, intendedMicros, atMicros);
    if (open.size() >= maxAwaited) {
      open.add(null);
      told.unknown(published, atMicros);
      return number;
    }
    Order order = key == null ? null : orders.computeIfAbsent(key, _ -> new Order());
    if (order != null) {
      order.unsettled++;
    }
    ticks++;
    open.add(new Event(published, key, order, ticks));
    return number;
  }

  /** The publication has succeeded, so the event must be delivered. */
  public void acknowledged(long number, long atMicros) {
    passTo(atMicros);
    ticks++;
    Event late = overdue.remove(number);
    if (late != null) {
      told.lost(late.published, atMicros);
      return;
    }
    Event event = open.get(number);
    if (event != null && !event.isAwaited()) {
      event.acknowledgedTick = ticks;
      awaited++;
    }
  }

  /** The publication has failed, so the event may be delivered or not. */
  public void failed(long number, long atMicros) {
    passTo(atMicros);
    overdue.remove(number);
    Event event = open.get(number);
    if (event != null) {
      event.failed = true;
    }
  }

  /** An event was observed. */
  public void seen(long number, long atMicros) {
    passTo(atMicros);
    switch (seen.see(number)) {
      case FIRST -> first(number, atMicros);
      case AGAIN -> told.duplicated(number, atMicros);
      case UNKNOWN -> told.unknown(number, atMicros);
    }
  }

  private void first(long number, long atMicros) {
    Event event = open.get(number);
    if (event == null) {
      told.late(number, atMicros);
      return;
    }
    boolean outOfOrder = false;
    if (event.order != null) {
      outOfOrder = event.isAwaited() && event.order.latestBegun > event.acknowledgedTick;
      event.order.latestBegun = Math.max(event.order.latestBegun, event.begunTick);
    }
    settle(event);
    told.delivered(event.published, outOfOrder, atMicros);
  }

  /** Tells what was to be seen before that time and was not. */
  public void passTo(long micros) {
    for (Event event = open.first(); event != null; event = open.first()) {
      long untilMicros = event.published.begunMicros() + withinMicros;
      if (untilMicros >= micros) {
        return;
      }
      settle(event);
      if (event.isAwaited()) {
        told.lost(event.published, untilMicros);
      } else if (!event.failed) {
        overdue.put(event.published.number(), event);
      }
    }
  }

  private void settle(Event event) {
    open.clear(event.published.number());
    awaited -= event.isAwaited() ? 1 : 0;
    if (event.order != null) {
      event.order.unsettled--;
      if (event.order.unsettled == 0) {
        orders.remove(event.key);
      }
    }
  }

  /** Acknowledged events that have been neither seen nor lost. */
  public int awaited() {
    return awaited;
  }

  /** Gives up what is awaited: whether it is delivered in time will never be known. */
  public void giveUp(long atMicros) {
    passTo(atMicros);
    for (long number = open.begin(); number < open.end(); number++) {
      Event event = open.get(number);
      if (event != null && event.isAwaited()) {
        settle(event);
        told.unknown(event.published, atMicros);
      }
    }
  }
}
