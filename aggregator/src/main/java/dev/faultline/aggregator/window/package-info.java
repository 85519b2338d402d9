/**
 * The arithmetic of windows, without Kafka: what one shard has reported ({@link
 * dev.faultline.aggregator.window.Shard}) and how the shards of a run are merged ({@link
 * dev.faultline.aggregator.window.RunMerge}). Nothing here reads a clock; the same records in the
 * same order give the same windows.
 */
package dev.faultline.aggregator.window;
