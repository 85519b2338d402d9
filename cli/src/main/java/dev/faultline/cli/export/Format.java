package dev.faultline.cli.export;

import java.util.Locale;

/** What a run can be exported as. */
public enum Format {
  /** HdrHistogram's interval log: a histogram for each second. */
  HLOG,
  /** HdrHistogram's percentile distribution of the whole run. */
  HGRM;

  /** What the names of such files end with. */
  String extension() {
    return "." + name().toLowerCase(Locale.ROOT);
  }
}
