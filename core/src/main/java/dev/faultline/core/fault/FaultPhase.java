package dev.faultline.core.fault;

/** The phases of a fault's life, in their order; {@link FaultState} says which may follow which. */
public enum FaultPhase {
  PLANNED,
  INJECTING,
  ACTIVE,
  HEALING,
  HEALED,
  RECOVERED,
  FAILED,
  ABORTED;

  /** Whether nothing can follow. */
  public boolean terminal() {
    return this == RECOVERED || this == FAILED || this == ABORTED;
  }
}
