package dev.faultline.generator.observe.amqp;

import dev.faultline.core.plan.Observation;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.Secrets;
import dev.faultline.generator.driver.amqp.AmqpSubscription;
import dev.faultline.generator.driver.message.Message;
import dev.faultline.generator.scenario.Observer;
import dev.faultline.generator.scenario.Sights;
import dev.faultline.generator.scenario.UnusableTargetException;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/**
 * Takes messages out of a queue, each once it has been taken into account, so that the queue keeps
 * what is waiting. A server that is away is waited for; what was handed out when the connection
 * broke comes again, and is no second sight. Called by one thread at a time.
 */
public final class QueueObserver implements AmqpSubscription.Listener {

  private static final System.Logger LOG = System.getLogger(QueueObserver.class.getName());

  /** Far more than the server may not know to have been taken. */
  private static final int REMEMBERED = 10 * AmqpSubscription.PREFETCH;

  private final Observation.AmqpQueue queue;
  private final Sights sights;

  /** The ids of the last messages, the oldest first. */
  private final Deque<List<String>> before = new ArrayDeque<>();

  QueueObserver(Observation.AmqpQueue queue, Sights sights) {
    this.queue = queue;
    this.sights = sights;
  }

  /**
   * Begins to take messages; what is published from now on is seen.
   *
   * @throws UnusableTargetException when there is no such queue, or no server
   */
  public static Observer open(
      Observation.AmqpQueue queue, Sights sights, Clock clock, Secrets secrets)
      throws UnusableTargetException {
    AmqpSubscription subscription =
        AmqpSubscription.open(
            queue.target(), queue.queue(), secrets, clock, new QueueObserver(queue, sights));
    return subscription::close;
  }

  @Override
  public void arrived(Message message, Runnable taken) {
    List<String> ids = queue.id().all(message.answer());
    boolean again = message.redelivered() && before.removeFirstOccurrence(ids);
    before.addLast(ids);
    if (before.size() > REMEMBERED) {
      before.removeFirst();
    }
    if (again || ids.isEmpty()) {
      taken.run();
    } else {
      look(ids, taken);
    }
  }

  private void look(List<String> ids, Runnable taken) {
    try {
      sights
          .seen(ids)
          .whenComplete(
              (_, failure) -> {
                if (failure == null) {
                  taken.run();
                } else {
                  sights.blinded();
                }
              });
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "Nobody wants to know of the queue any longer", e);
    }
  }
}
