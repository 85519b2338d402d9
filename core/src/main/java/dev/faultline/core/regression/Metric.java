package dev.faultline.core.regression;

/** What can degrade in a series. */
public enum Metric {
  /** The 95th percentile of the response time, in microseconds. */
  RESPONSE_TIME_P95,
  /** Share of results that were not successful, 0 to 1. */
  ERROR_RATE
}
