package dev.faultline.cli.command;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Kafka's bootstrap servers: one {@code host:port}, or several separated by commas. */
final class BootstrapConverter implements ITypeConverter<String> {

  private static final Pattern SERVERS =
      Pattern.compile("[^\\s:,]+:\\d{1,5}(,[^\\s:,]+:\\d{1,5})*");

  @Override
  public String convert(String text) {
    if (SERVERS.matcher(text).matches()) {
      return text;
    }
    throw new TypeConversionException(
        "'%s' is no address; expected host:port, for example localhost:9092".formatted(text));
  }
}
