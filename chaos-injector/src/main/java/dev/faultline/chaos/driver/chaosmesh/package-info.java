/**
 * Faults that Chaos Mesh injects into pods of a Kubernetes cluster: an object of its kinds is
 * created, followed by its status, and deleted.
 */
package dev.faultline.chaos.driver.chaosmesh;
