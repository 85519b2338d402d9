package dev.faultline.core.fault;

/**
 * Where a fault is in its life. Each state offers just the transitions that are legal from it, so
 * an illegal one does not compile:
 *
 * <pre>
 * Planned ─▶ Injecting ─▶ Active ─▶ Healing ─▶ Healed ─▶ Recovered
 *    │           │           │          │          │
 *    └───────────┴───────────┴──────────┴──────────┴─▶ Failed | Aborted
 * </pre>
 *
 * <p>A fault whose side effects may exist ({@link Reversible}) can reach an end only by healing;
 * {@link Failed} and {@link Aborted} from there mean that healing was done or is impossible.
 */
public sealed interface FaultState {

  FaultPhase phase();

  /** When the state was entered, microseconds since the epoch. */
  long sinceMicros();

  /** What is worth telling about it. */
  String detail();

  /** Not at its end yet. */
  sealed interface Running extends FaultState {

    /** It cannot go on. */
    default Failed fail(long atMicros, String reason) {
      return new Failed(atMicros, reason);
    }

    /** It was told to stop. */
    default Aborted abort(long atMicros, String reason) {
      return new Aborted(atMicros, reason);
    }
  }

  /** Its side effects may exist and have to be undone. */
  sealed interface Reversible extends Running {

    default Healing heal(long atMicros, String reason) {
      return new Healing(atMicros, reason);
    }
  }

  /** Known, accepted, waiting for its time. */
  record Planned(long sinceMicros, String detail) implements Running {
    public Injecting inject(long atMicros) {
      return new Injecting(atMicros, detail);
    }

    @Override
    public FaultPhase phase() {
      return FaultPhase.PLANNED;
    }
  }

  /** Intent recorded; side effects may begin any moment. */
  record Injecting(long sinceMicros, String detail) implements Reversible {
    public Active active(long atMicros, String evidence) {
      return new Active(atMicros, evidence);
    }

    @Override
    public FaultPhase phase() {
      return FaultPhase.INJECTING;
    }
  }

  /** Its effect was observed. */
  record Active(long sinceMicros, String detail) implements Reversible {
    @Override
    public FaultPhase phase() {
      return FaultPhase.ACTIVE;
    }
  }

  /** The undo is under way. */
  record Healing(long sinceMicros, String detail) implements Running {
    public Healed healed(long atMicros, String detail) {
      return new Healed(atMicros, detail);
    }

    @Override
    public FaultPhase phase() {
      return FaultPhase.HEALING;
    }
  }

  /** The undo is done. */
  record Healed(long sinceMicros, String detail) implements Running {
    public Recovered recovered(long atMicros, String evidence) {
      return new Recovered(atMicros, evidence);
    }

    @Override
    public FaultPhase phase() {
      return FaultPhase.HEALED;
    }
  }

  /** The absence of its effect was observed. */
  record Recovered(long sinceMicros, String detail) implements FaultState {
    @Override
    public FaultPhase phase() {
      return FaultPhase.RECOVERED;
    }
  }

  record Failed(long sinceMicros, String detail) implements FaultState {
    @Override
    public FaultPhase phase() {
      return FaultPhase.FAILED;
    }
  }

  record Aborted(long sinceMicros, String detail) implements FaultState {
    @Override
    public FaultPhase phase() {
      return FaultPhase.ABORTED;
    }
  }
}
