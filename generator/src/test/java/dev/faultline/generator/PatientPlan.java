package dev.faultline.generator;

import java.util.regex.Pattern;

/**
 * A documented plan on a machine that may stand still for some seconds: what a target should do
 * within a second or two, it may do within a quarter of a minute.
 */
final class PatientPlan {

  private static final Pattern LIMIT = Pattern.compile("\\b(timeout|under|within): \\d+m?s\\b");

  private PatientPlan() {}

  static String of(String yaml) {
    return LIMIT.matcher(yaml).replaceAll("$1: 15s");
  }
}
