package dev.faultline.testkit.bench;

import java.util.List;
import java.util.Locale;

/** A Markdown table on standard output; figures to the right. */
public final class Table {

  public Table(String... columns) {
    row(columns);
    System.out.println("|---|" + "---:|".repeat(columns.length - 1));
  }

  public void row(String... cells) {
    System.out.println("| " + String.join(" | ", List.of(cells)) + " |");
  }

  public static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** In MiB. */
  public static String mebibytes(long bytes) {
    return format("%,d MiB", bytes >> 20);
  }

  /** The end of a table. */
  public void end() {
    System.out.println();
  }

  public static void say(String format, Object... values) {
    System.out.println(format(format, values));
    System.out.println();
  }

  /** On standard error, which is no part of the tables. */
  public static void progress(String format, Object... values) {
    System.err.println(format(format, values));
  }
}
