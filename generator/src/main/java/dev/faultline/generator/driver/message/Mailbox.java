package dev.faultline.generator.driver.message;

import dev.faultline.core.check.Answer;
import dev.faultline.core.check.Capture;
import dev.faultline.generator.driver.Attempt;
import dev.faultline.generator.scenario.Completion;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Messages, and those who wait for one of them: who waits longest for a message like that gets it.
 * Messages for which nobody waits yet are kept, up to a number; then the oldest goes. Thread-safe,
 * and nothing in it blocks.
 */
public final class Mailbox {

  private final Set<Optional<Capture.Source>> sources = new LinkedHashSet<>();
  private final Map<Wanted, Deque<Ticket>> waiting = new HashMap<>();
  private final Deque<Kept> kept = new ArrayDeque<>();
  private int keeps;

  /**
   * @param keeps how many messages may wait for somebody who wants them
   */
  public Mailbox(int keeps) {
    this.keeps = keeps;
  }

  /**
   * By what a message is known.
   *
   * @param source where in it; empty when any message will do
   */
  public record Wanted(Optional<Capture.Source> source, String value) {

    /** Whichever comes next. */
    public static final Wanted ANY = new Wanted(Optional.empty(), "");

    public static Wanted of(Capture.Source source, String value) {
      return new Wanted(Optional.of(source), value);
    }
  }

  private record Kept(Message message, Answer answer, Runnable taken) {}

  /** A place in the queue of those who wait for the same. */
  public final class Ticket {

    private final Wanted wanted;
    private Attempt attempt;

    private Ticket(Wanted wanted) {
      this.wanted = wanted;
    }

    /** The same completion, before which the place is given up. */
    public Completion before(Completion completion) {
      return measurement -> {
        giveUp(this);
        completion.completed(measurement);
      };
    }

    /** From now on the attempt waits; it is answered with the message. */
    public void await(Attempt its) {
      attempt = its;
      begin(this);
    }
  }

  /** Who wants such a message. */
  public Ticket ticket(Wanted wanted) {
    return new Ticket(wanted);
  }

  /**
   * A message has come.
   *
   * @param taken told once, when somebody has got it or nobody will; must not block
   */
  public void arrive(Message message, Runnable taken) {
    Kept arrived = new Kept(message, answer(message), taken);
    Optional<Ticket> first;
    Optional<Kept> surplus = Optional.empty();
    synchronized (this) {
      first = poll(arrived.answer);
      if (first.isEmpty()) {
        kept.add(arrived);
        surplus = kept.size() > keeps ? Optional.of(kept.remove()) : Optional.empty();
      }
    }
    first.ifPresent(ticket -> deliver(arrived, ticket));
    surplus.map(Kept::taken).ifPresent(Runnable::run);
  }

  /** Keeps no more than so many from now on; never more than before. */
  public synchronized void keepAtMost(int messages) {
    keeps = Math.min(keeps, messages);
  }

  /** Forgets what it keeps: the broker will hand it out again. */
  public synchronized void clear() {
    kept.clear();
  }

  private static Answer answer(Message message) {
    return new Answer(message.headers(), message.text(), 0);
  }

  private static void deliver(Kept message, Ticket ticket) {
    ticket.attempt.answered(message.message.reply());
    message.taken.run();
  }

  private void begin(Ticket ticket) {
    Optional<Kept> there;
    synchronized (this) {
      sources.add(ticket.wanted.source());
      there = takeKept(ticket.wanted);
      if (there.isEmpty()) {
        waiting.computeIfAbsent(ticket.wanted, _ -> new ArrayDeque<>()).add(ticket);
      }
    }
    there.ifPresent(message -> deliver(message, ticket));
  }

  private Optional<Ticket> poll(Answer answer) {
    for (Optional<Capture.Source> source : sources) {
      Optional<String> value = value(source, answer);
      Deque<Ticket> queue = value.map(text -> waiting.get(new Wanted(source, text))).orElse(null);
      if (queue != null) {
        Ticket first = queue.remove();
        removeIfEmpty(first.wanted, queue);
        return Optional.of(first);
      }
    }
    return Optional.empty();
  }

  private Optional<Kept> takeKept(Wanted wanted) {
    for (Iterator<Kept> each = kept.iterator(); each.hasNext(); ) {
      Kept next = each.next();
      if (value(wanted.source(), next.answer).filter(wanted.value()::equals).isPresent()) {
        each.remove();
        return Optional.of(next);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> value(Optional<Capture.Source> source, Answer answer) {
    return source.isEmpty() ? Optional.of("") : source.get().find(answer);
  }

  private synchronized void giveUp(Ticket ticket) {
    Deque<Ticket> queue = waiting.get(ticket.wanted);
    if (queue != null) {
      queue.remove(ticket);
      removeIfEmpty(ticket.wanted, queue);
    }
  }

  private void removeIfEmpty(Wanted wanted, Deque<Ticket> queue) {
    if (queue.isEmpty()) {
      waiting.remove(wanted);
    }
  }
}
