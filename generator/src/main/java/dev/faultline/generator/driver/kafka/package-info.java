/** Puts load on Kafka, and sees what comes out of it. */
package dev.faultline.generator.driver.kafka;
