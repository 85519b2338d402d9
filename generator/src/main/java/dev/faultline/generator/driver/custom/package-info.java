/** Executes scenarios that users write in Java, from jars that their plans name. */
package dev.faultline.generator.driver.custom;
