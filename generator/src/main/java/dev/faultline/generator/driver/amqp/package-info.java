/** Puts load on brokers that speak AMQP 0-9-1, and sees what comes out of them. */
package dev.faultline.generator.driver.amqp;
