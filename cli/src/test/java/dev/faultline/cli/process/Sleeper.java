package dev.faultline.cli.process;

import java.util.concurrent.CountDownLatch;

/** A child that says it is ready and then waits for its end. */
public final class Sleeper {

  private Sleeper() {}

  /**
   * Stays until it is killed or its parent dies.
   *
   * @param args what it prints after "ready"
   */
  public static void main(String[] args) throws InterruptedException {
    System.out.println("ready " + String.join(" ", args));
    new CountDownLatch(1).await();
  }

  /** What starts it. */
  public static ChildSpec spec(String... arguments) {
    return new ChildSpec(
        "sleeper",
        Sleeper.class,
        java.util.List.of("-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        java.util.List.of(arguments),
        "ready");
  }
}
