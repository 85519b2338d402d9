package dev.faultline.generator.driver.redis;

import dev.faultline.generator.driver.Failure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The messages of one step between their publishing and their receipt. They come back over a
 * connection of its own, which is opened when the first of them is to go out, and again when it is
 * gone: nothing is published that could not be received. On one event loop.
 */
final class Deliveries implements Subscription.Listener {

  private final Opener opener;
  private final Lines lines;
  private final String channel;
  private final Deque<Delivery> waiting = new ArrayDeque<>();
  private final Map<String, Delivery> published = new HashMap<>();

  /** Null while there is none. */
  private Subscription subscription;

  private Future<?> patience;
  private boolean ready;

  /**
   * @param lines over which to publish
   */
  Deliveries(Opener opener, Lines lines, String channel) {
    this.opener = opener;
    this.lines = lines;
    this.channel = channel;
  }

  void begin(Delivery delivery) {
    if (ready) {
      publish(delivery);
    } else {
      waiting.addLast(delivery);
      subscribe();
    }
  }

  private void subscribe() {
    if (subscription == null) {
      patience =
          opener.loop().schedule(this::tooLate, opener.timeoutMicros(), TimeUnit.MICROSECONDS);
      subscription = Subscription.open(opener, List.of(channel), this);
    }
  }

  private void publish(Delivery delivery) {
    if (published.putIfAbsent(delivery.message(), delivery) == null) {
      lines.submit(delivery);
    } else {
      delivery.failed(Failure.INVALID_REQUEST); // nobody could tell which one comes
    }
  }

  /** It needs no receipt any more. */
  void ended(Delivery delivery) {
    published.remove(delivery.message(), delivery);
  }

  @Override
  public void ready() {
    ready = true;
    patience.cancel(false);
    for (int left = waiting.size(); left > 0 && !waiting.isEmpty(); left--) {
      publish(waiting.removeFirst());
    }
  }

  @Override
  public void message(String channelOfIt, String message, long bytes) {
    Delivery delivery = published.remove(message);
    if (delivery != null) {
      delivery.delivered(bytes);
    }
  }

  @Override
  public void failed(Failure failure) {
    over();
    all().forEach(delivery -> delivery.failed(failure));
  }

  @Override
  public void refused(String kind) {
    over();
    all().forEach(delivery -> delivery.refused(kind));
  }

  private void tooLate() {
    if (!ready) {
      subscription.close();
      failed(Failure.CONNECT_TIMEOUT);
    }
  }

  private void over() {
    ready = false;
    subscription = null;
    patience.cancel(false);
  }

  private List<Delivery> all() {
    List<Delivery> all = new ArrayList<>(published.values());
    all.addAll(waiting);
    published.clear();
    waiting.clear();
    return all;
  }

  void giveUpWaiting() {
    List<Delivery> all = List.copyOf(waiting);
    waiting.clear();
    all.forEach(delivery -> delivery.failed(Failure.NO_CONNECTION));
  }

  void close() {
    if (subscription != null) {
      patience.cancel(false);
      subscription.close();
    }
  }
}
