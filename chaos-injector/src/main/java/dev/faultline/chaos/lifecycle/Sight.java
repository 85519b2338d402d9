package dev.faultline.chaos.lifecycle;

/** What the driver showed when it was last asked, about the question that the state asks. */
public sealed interface Sight {

  /** Nothing new. */
  record Nothing() implements Sight {}

  /** What was waited for has come: the effect, the undo, or the absence of the effect. */
  record Evidence(String text) implements Sight {}

  /** The driver could not do it, or cannot tell. */
  record Trouble(String reason) implements Sight {}
}
