package dev.faultline.core.regression;

/** The life of an alert. */
public enum RegressionPhase {
  OPENED,
  UPDATED,
  RESOLVED
}
