/** Custom scenarios in Java, for load that a plan's steps cannot express. */
package dev.faultline.scenario;
