package dev.faultline.core.fault;

import dev.faultline.core.run.RunId;

/**
 * A fault entered a phase.
 *
 * @param fault the fault's name in the plan
 * @param kind what it does, for example {@code proxy-latency}
 * @param target what it is done to, for example the proxy's name
 * @param atMicros when it entered the phase, microseconds since the epoch
 * @param detail for people: the parameters when planned, the observed effect when active, the
 *     reason when failed or aborted
 */
public record FaultEvent(
    RunId runId,
    String fault,
    String kind,
    String target,
    FaultPhase phase,
    long atMicros,
    String detail)
    implements FaultRecord {}
