package dev.faultline.generator.driver.grpc;

/** That an answer came is all that is kept of it; its size is told otherwise. */
enum Answer {
  RECEIVED
}
