/** A fault from its plan to its recovery, and the seam behind which drivers do the work. */
package dev.faultline.chaos.lifecycle;
