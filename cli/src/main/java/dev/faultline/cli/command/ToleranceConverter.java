package dev.faultline.cli.command;

import dev.faultline.cli.compare.Tolerance;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A percentage: a number that is not negative, without a sign. */
final class ToleranceConverter implements ITypeConverter<Tolerance> {

  private static final Pattern NUMBER = Pattern.compile("\\d{1,6}(\\.\\d{1,6})?");

  @Override
  public Tolerance convert(String text) {
    if (NUMBER.matcher(text).matches()) {
      return new Tolerance(Double.parseDouble(text));
    }
    throw new TypeConversionException(
        "'%s' is no percentage; expected a number such as 10 or 2.5".formatted(text));
  }
}
