/**
 * The Kafka Streams topology around the windows' arithmetic: where state lives and how it survives
 * a kill, what is read and where results go.
 */
package dev.faultline.aggregator.topology;
