/**
 * What a protobuf descriptor set tells of services and their messages, as far as a plan's calls can
 * be checked against it before anything runs.
 */
package dev.faultline.core.protobuf;
