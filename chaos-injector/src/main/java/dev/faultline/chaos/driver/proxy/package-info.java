/** The built-in TCP fault proxy. */
package dev.faultline.chaos.driver.proxy;
