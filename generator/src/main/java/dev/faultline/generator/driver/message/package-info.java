/**
 * Messages that come out of brokers, and those who wait for them; what Kafka, AMQP and their like
 * share.
 */
package dev.faultline.generator.driver.message;
