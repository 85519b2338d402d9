package dev.faultline.generator.driver.amqp;

import io.netty.channel.EventLoop;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The connections of a scenario, which are used in turn. On the event loop only. */
final class Links {

  private final List<Link> all;
  private final EventLoop loop;
  private final Set<Waiting> waiting = new LinkedHashSet<>();
  private int turn;

  Links(List<Link> all, EventLoop loop) {
    this.all = all;
    this.loop = loop;
  }

  /**
   * Publishes it as soon as a connection has got that far.
   *
   * @param patienceMicros after which nobody waits for that any more
   * @return to be told when the message has come to its end
   */
  Runnable publish(String step, Publication message, long patienceMicros) {
    Waiting its = new Waiting(message);
    waiting.add(its);
    Future<?> late = loop.schedule(its::giveUp, patienceMicros, TimeUnit.MICROSECONDS);
    all.get(turn).publish(step, its);
    turn = turn + 1 == all.size() ? 0 : turn + 1;
    return () -> {
      late.cancel(false);
      waiting.remove(its);
    };
  }

  void giveUpWaiting() {
    List.copyOf(waiting).forEach(Waiting::giveUp);
  }

  void close() {
    all.forEach(Link::close);
  }
}
