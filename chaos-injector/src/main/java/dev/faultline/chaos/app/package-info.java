/** The chaos-injector as a Quarkus app: configuration, {@code /metrics} and health. */
package dev.faultline.chaos.app;
