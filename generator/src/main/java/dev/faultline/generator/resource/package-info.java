/**
 * Looks at what a target's resources use while its load is on: processes of this machine by {@code
 * /proc}, and Prometheus endpoints. None of it is on the way of a request.
 */
package dev.faultline.generator.resource;
