package dev.faultline.core.regression;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a degradation was put down to, and why.
 *
 * @param fault name of the fault, when there is one
 * @param evidence one sentence for people
 * @param timeToDetectMicros from the fault's observed effect to the end of the window that gave the
 *     proof
 * @param timeToRecoverMicros from the heal to the begin of the first healthy window; empty while
 *     not recovered or when no fault explains it
 */
public record Explanation(
    Attribution attribution,
    Optional<String> fault,
    String evidence,
    OptionalLong timeToDetectMicros,
    OptionalLong timeToRecoverMicros) {}
