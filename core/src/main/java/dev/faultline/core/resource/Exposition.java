package dev.faultline.core.resource;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads metrics as Prometheus' text format and OpenMetrics write them, a sample a line:
 *
 * <pre>
 * # HELP or # TYPE or any comment
 * name value [timestamp]
 * name{label="text",other="with \" and \\ and \n"} value [timestamp]
 * </pre>
 *
 * Values are as Go writes them, {@code NaN}, {@code +Inf} and {@code -Inf} among them, which are no
 * numbers to add. Lines that are nothing of this are passed over.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus:
 *     exposition formats</a>
 */
public final class Exposition {

  private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
  private static final Pattern LABEL =
      Pattern.compile("\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*+)\"\\s*");

  /** A brace may also stand within the quotes of a label. */
  private static final Pattern SAMPLE =
      Pattern.compile(
          "\\s*(%s)\\s*(?:\\{((?:[^\"}]|\"(?:[^\"\\\\]|\\\\.)*+\")*+)\\})?\\s*(\\S+)(?:\\s.*)?"
              .formatted(NAME));

  private Exposition() {}

  /**
   * Which samples are meant: those of a name that have these labels, and perhaps others.
   *
   * @param labels by name
   */
  public record Selector(String name, Map<String, String> labels) {

    private static final Pattern WRITTEN =
        Pattern.compile("(%s)(?:\\{(.*)})?".formatted(NAME), Pattern.DOTALL);

    public Selector {
      labels = Map.copyOf(labels);
    }

    /** Reads {@code name} or {@code name{label="value"}}; empty when the text is neither. */
    public static Optional<Selector> parse(String text) {
      Matcher written = WRITTEN.matcher(text.strip());
      if (!written.matches()) {
        return Optional.empty();
      }
      String inner = written.group(2) == null ? "" : written.group(2);
      return Exposition.labels(inner).map(labels -> new Selector(written.group(1), labels));
    }

    boolean matches(String sample, Map<String, String> itsLabels) {
      return sample.equals(name) && itsLabels.entrySet().containsAll(labels.entrySet());
    }
  }

  /** The sum of all samples that are meant; empty when there is none, or one is no number. */
  public static OptionalDouble sum(String text, Selector selector) {
    double sum = 0;
    boolean found = false;
    for (String line : text.split("\n")) {
      Matcher sample = SAMPLE.matcher(line);
      boolean mayBeMeant = line.stripLeading().startsWith(selector.name());
      if (mayBeMeant && sample.matches() && selector.matches(sample.group(1), ofSample(sample))) {
        sum += value(sample.group(3));
        found = true;
      }
    }
    return found && Double.isFinite(sum) ? OptionalDouble.of(sum) : OptionalDouble.empty();
  }

  private static Map<String, String> ofSample(Matcher sample) {
    return Optional.ofNullable(sample.group(2)).flatMap(Exposition::labels).orElse(Map.of());
  }

  /** Of {@code a="1",b="2"}, a comma at the end allowed; empty when the text is not that. */
  private static Optional<Map<String, String>> labels(String text) {
    Map<String, String> labels = new LinkedHashMap<>();
    Matcher label = LABEL.matcher(text);
    int at = 0;
    while (label.find(at) && label.start() == at) {
      labels.put(label.group(1), unescaped(label.group(2)));
      at = label.end();
      if (at < text.length() && text.charAt(at) == ',') {
        at++;
      } else {
        break;
      }
    }
    return text.substring(at).isBlank() ? Optional.of(labels) : Optional.empty();
  }

  private static String unescaped(String value) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char next = value.charAt(i);
      if (next == '\\' && i + 1 < value.length()) {
        char escaped = value.charAt(++i);
        text.append(escaped == 'n' ? '\n' : escaped);
      } else {
        text.append(next);
      }
    }
    return text.toString();
  }

  private static double value(String written) {
    return switch (written) {
      case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> {
        try {
          yield Double.parseDouble(written);
        } catch (NumberFormatException noNumber) {
          yield Double.NaN;
        }
      }
    };
  }
}
