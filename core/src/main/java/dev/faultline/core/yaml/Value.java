package dev.faultline.core.yaml;

import java.util.Optional;

/** A text at a place, to be read as something; what it is not becomes a mistake at that place. */
public interface Value {

  /** As a value of the format; adds a mistake when it is none. */
  <T> Optional<T> value(Format<T> format);

  /** Adds a mistake at the value. */
  void mistake(String problem, String expected);
}
