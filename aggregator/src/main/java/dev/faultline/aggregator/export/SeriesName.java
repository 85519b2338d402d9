package dev.faultline.aggregator.export;

import dev.faultline.core.window.Series;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * How a series is called in one word: {@code scenario/step}. Blanks, commas, line ends, whatever is
 * invisible, and {@code %} and {@code /} inside of a name are %-encoded UTF-8, so that different
 * series have different names.
 */
public final class SeriesName {

  private static final Pattern UNFIT = Pattern.compile("[\\p{Z}\\p{C},%/]");
  private static final HexFormat PERCENT = HexFormat.of().withUpperCase().withPrefix("%");

  private SeriesName() {}

  /** The name of that series; the run is no part of it. */
  public static String of(Series series) {
    return fit(series.scenario()) + "/" + fit(series.step());
  }

  private static String fit(String name) {
    return UNFIT
        .matcher(name)
        .replaceAll(unfit -> PERCENT.formatHex(unfit.group().getBytes(StandardCharsets.UTF_8)));
  }
}
