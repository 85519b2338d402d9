package dev.faultline.chaos.driver.chaosmesh;

/** What was last seen of a fault's object. */
sealed interface Sighting {

  /** Nothing yet: its creation is under way. */
  record Nothing() implements Sighting {}

  /**
   * It could not be created, or must not be.
   *
   * @param reason for the user
   */
  record Refused(String reason) implements Sighting {}

  /**
   * It is there.
   *
   * @param before the pods before it was created
   */
  record Present(ChaosStatus status, Pods before, Pods now) implements Sighting {}

  /**
   * It is not, or no longer.
   *
   * @param before the pods before it was created
   */
  record Absent(Pods before, Pods now) implements Sighting {}

  /**
   * Nobody could tell.
   *
   * @param reason for the user
   */
  record Unknown(String reason) implements Sighting {}
}
