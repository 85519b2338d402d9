/** What people's tools can read of a run while it goes on: Prometheus metrics of its windows. */
package dev.faultline.aggregator.export;
