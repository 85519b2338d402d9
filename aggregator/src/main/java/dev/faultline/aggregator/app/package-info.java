/** The aggregator as a Quarkus app: configuration, {@code /metrics} and health, nothing else. */
package dev.faultline.aggregator.app;
