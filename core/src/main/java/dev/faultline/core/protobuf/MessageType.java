package dev.faultline.core.protobuf;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A type of messages.
 *
 * @param fullName with its package, without a dot before it
 * @param mapEntry whether it stands for the entries of a map: {@code key} and {@code value}
 */
public record MessageType(String fullName, List<Field> fields, boolean mapEntry) {

  public MessageType {
    fields = List.copyOf(fields);
  }

  /** What a field holds. */
  public enum Kind {
    NUMBER,
    TRUTH,
    TEXT,
    ENUM,
    MESSAGE
  }

  /**
   * @param name as the {@code .proto} file has it
   * @param jsonName as JSON has it; a plan may use either
   * @param type how the {@code .proto} file calls what it holds; the full name of a message or enum
   */
  public record Field(String name, String jsonName, Kind kind, String type, boolean repeated) {

    boolean isCalled(String key) {
      return key.equals(name) || key.equals(jsonName);
    }
  }

  /** The field of that name, in either form. */
  public Optional<Field> field(String key) {
    return fields.stream().filter(field -> field.isCalled(key)).findFirst();
  }

  /** The names of all fields. */
  public Stream<String> names() {
    return fields.stream().map(Field::name);
  }
}
