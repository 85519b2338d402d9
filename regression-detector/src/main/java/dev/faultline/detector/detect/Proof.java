package dev.faultline.detector.detect;

/**
 * How much evidence proves a change.
 *
 * @param needed by how many windows the evidence for it has to outweigh that against it
 * @param against how many windows for it one window against it outweighs
 */
public record Proof(int needed, int against) {}
