package dev.faultline.core.run;

/**
 * One step in the life of a run, on {@code faultline.runs}.
 *
 * <pre>
 * Submitted ─▶ Prepared(part)… ─▶ Started ─▶ Finished
 *     └────────────┴─▶ AbortRequested ─▶ Finished    (or Aborted, when it never started)
 * </pre>
 *
 * <p>The topic is compacted and keyed by run, so only a run's last event is sure to stay: each one
 * therefore carries the whole plan.
 */
public sealed interface RunEvent {

  /** The run it belongs to. */
  RunId runId();

  /** When it happened, microseconds since the epoch. */
  long atMicros();

  /** The plan of the run. */
  PlanSource plan();

  /** A user asked for the run. */
  record Submitted(RunId runId, long atMicros, PlanSource plan) implements RunEvent {}

  /**
   * A part has done all that must stand before load begins: for the chaos-injector that its proxies
   * listen and its drivers accepted every fault.
   *
   * @param part the service's name, for example {@code chaos-injector}
   */
  record Prepared(RunId runId, long atMicros, PlanSource plan, String part) implements RunEvent {}

  /**
   * The load begins.
   *
   * @param startMicros time zero of the run's profiles and fault offsets, shared by all parts
   * @param shardCount how many shards carry the load, at least 1
   */
  record Started(RunId runId, long atMicros, PlanSource plan, long startMicros, int shardCount)
      implements RunEvent {}

  /**
   * A user, a part or a threshold of the plan asked for an early end: load stops, faults heal, what
   * was measured is judged.
   */
  record AbortRequested(RunId runId, long atMicros, PlanSource plan, String reason)
      implements RunEvent {}

  /** The run could not start, or ended without a verdict. */
  record Aborted(RunId runId, long atMicros, PlanSource plan, String reason) implements RunEvent {}

  /** The run is over and judged. */
  record Finished(RunId runId, long atMicros, PlanSource plan, Verdict verdict)
      implements RunEvent {}
}
