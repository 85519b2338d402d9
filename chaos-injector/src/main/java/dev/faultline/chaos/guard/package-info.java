/** What plans may not ask for. */
package dev.faultline.chaos.guard;
