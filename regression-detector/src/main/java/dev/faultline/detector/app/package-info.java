/**
 * The regression-detector as a Quarkus app: configuration, {@code /metrics} and health, nothing
 * else.
 */
package dev.faultline.detector.app;
