/**
 * What people's tools can read of a run: Prometheus metrics of its windows while it goes on, and
 * HdrHistogram's files of its latencies afterwards.
 */
package dev.faultline.aggregator.export;
