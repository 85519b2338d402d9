package dev.faultline.testkit.bench;

/** Says beside a figure what it was to be, and whether it is. */
public final class Reach {

  private Reach() {}

  public static void atLeast(String what, double goal, double measured) {
    say("at least", what, goal, measured, measured >= goal);
  }

  public static void atMost(String what, double goal, double measured) {
    say("at most", what, goal, measured, measured <= goal);
  }

  private static void say(
      String relation, String what, double goal, double measured, boolean reached) {
    Table.say(
        "To reach: %s %s %s. Measured: %s, **%s**.",
        relation, figure(goal), what, figure(measured), reached ? "reached" : "not reached");
  }

  private static String figure(double figure) {
    return Table.format(figure < 10 ? "%.2f" : "%,.0f", figure);
  }
}
