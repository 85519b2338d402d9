/** Turns results into windows: the service as one plain class. */
package dev.faultline.aggregator;
