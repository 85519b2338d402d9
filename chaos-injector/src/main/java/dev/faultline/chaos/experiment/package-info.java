/** The faults of one run together, and all drivers as one. */
package dev.faultline.chaos.experiment;
