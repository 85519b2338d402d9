/** The Kafka Streams topology around the analysis: where a run's records are kept and replayed. */
package dev.faultline.detector.topology;
