package dev.faultline.core.verdict;

import dev.faultline.core.fault.FaultPhase;
import java.util.OptionalLong;

/**
 * What became of a fault and what it did. Times are microseconds since the epoch, empty when the
 * phase was not reached.
 *
 * @param phase the last phase it reached
 * @param effective whether at least one degradation is put down to it; an active fault that is not
 *     effective had NO_EFFECT
 */
public record FaultReport(
    String fault,
    String kind,
    String target,
    FaultPhase phase,
    String detail,
    OptionalLong injectingMicros,
    OptionalLong activeMicros,
    OptionalLong healedMicros,
    OptionalLong recoveredMicros,
    boolean effective) {}
