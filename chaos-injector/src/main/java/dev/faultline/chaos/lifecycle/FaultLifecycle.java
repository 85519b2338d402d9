package dev.faultline.chaos.lifecycle;

import dev.faultline.chaos.lifecycle.Sight.Evidence;
import dev.faultline.chaos.lifecycle.Sight.Nothing;
import dev.faultline.chaos.lifecycle.Sight.Trouble;
import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.plan.FaultSpec;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import dev.faultline.core.time.Durations;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * Carries one fault through its life: asks the driver, lets {@link Course} decide, writes the
 * decision down, and only then acts. All of it happens in {@link #tick}, nothing in between.
 *
 * <p>A driver may throw whatever it likes: an exception leads to healing, never past it.
 *
 * <p>Not thread-safe; belongs to the thread of its run.
 */
public final class FaultLifecycle {

  private static final System.Logger LOG = System.getLogger(FaultLifecycle.class.getName());
  private static final long UNSCHEDULED = Long.MAX_VALUE;

  private final RunId runId;
  private final FaultSpec fault;
  private final Injection injection;
  private final FaultTimeline timeline;
  private final Clock clock;

  private Course course;
  private long injectedMicros;
  private long injectAtMicros = UNSCHEDULED;
  private long healAtMicros = UNSCHEDULED;
  private Optional<String> injectTrouble = Optional.empty();
  private String lastBug = "";

  /** A fault that is planned and not yet told of; see {@link #announce}. */
  public FaultLifecycle(
      RunId runId, FaultSpec fault, Injection injection, FaultTimeline timeline, Clock clock) {
    this.runId = runId;
    this.fault = fault;
    this.injection = injection;
    this.timeline = timeline;
    this.clock = clock;
    this.course = Course.planned(clock.epochMicros(), fault.action().describe());
  }

  /**
   * Tells that it is planned.
   *
   * @return whether that is durable
   */
  public boolean announce() {
    return record();
  }

  /** Sets its time: its offset in the plan is counted from there. */
  public void schedule(long startMicros) {
    injectAtMicros = startMicros + Durations.micros(fault.at());
  }

  /** Ends it early, from the next tick on. */
  public void stop(String reason) {
    course = course.stop(reason);
  }

  public FaultPhase phase() {
    return course.state().phase();
  }

  /** The fault's name in the plan. */
  public String name() {
    return fault.name();
  }

  /** Does all that is to be done by now. */
  public void tick() {
    while (step(clock.epochMicros())) {
      // What was just entered may have its next step at hand: HEALING is followed by the undo.
    }
  }

  private boolean step(long nowMicros) {
    Course next = course.next(nowMicros, injectAtMicros, injectedMicros, healAtMicros, look());
    boolean moved = next.state() != course.state();
    course = next;
    if (moved) {
      boolean durable = record();
      if (phase() == FaultPhase.INJECTING) {
        // The journal may have taken its time.
        injectedMicros = clock.epochMicros();
        healAtMicros = injectedMicros + Durations.micros(fault.duration());
        injectTrouble = durable ? inject() : Optional.of("its beginning could not be recorded");
      }
    }
    return moved;
  }

  /** Whatever its state, the side effect is undone if that can be done. For the last exit. */
  public void release() {
    if (!phase().terminal() && phase() != FaultPhase.PLANNED) {
      sight(this::healed);
    }
  }

  private Sight look() {
    return switch (phase()) {
      case INJECTING ->
          injectTrouble.<Sight>map(Trouble::new).orElseGet(() -> sight(injection::effect));
      case HEALING -> sight(this::healed);
      case HEALED -> sight(injection::absence);
      case PLANNED, ACTIVE, RECOVERED, FAILED, ABORTED -> new Nothing();
    };
  }

  private Optional<String> healed() throws DriverException {
    return injection.heal() ? Optional.of("undone") : Optional.empty();
  }

  private Optional<String> inject() {
    return sight(
                () -> {
                  injection.inject();
                  return Optional.empty();
                })
            instanceof Trouble(String reason)
        ? Optional.of("it could not be injected: " + reason)
        : Optional.empty();
  }

  private interface Question {
    Optional<String> ask() throws DriverException;
  }

  private Sight sight(Question question) {
    try {
      return question.ask().<Sight>map(Evidence::new).orElseGet(Nothing::new);
    } catch (DriverException told) {
      return new Trouble(told.getMessage());
    } catch (RuntimeException bug) {
      if (!lastBug.equals(bug.toString())) { // heal is tried again and again
        lastBug = bug.toString();
        LOG.log(Level.ERROR, "the driver of fault " + fault.name() + " broke", bug);
      }
      return new Trouble("internal error: " + bug);
    }
  }

  private boolean record() {
    boolean durable =
        timeline.append(
            new FaultEvent(
                runId,
                fault.name(),
                fault.action().kind(),
                fault.action().target(),
                phase(),
                course.state().sinceMicros(),
                course.state().detail()));
    if (!durable) {
      LOG.log(Level.ERROR, "not yet recorded: fault {0} is {1}", fault.name(), phase());
    }
    return durable;
  }
}
