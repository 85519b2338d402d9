package dev.faultline.generator.driver.grpc;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import dev.faultline.generator.scenario.UnusableTargetException;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Messages of types that are known only at run time.
 *
 * @see <a href="https://protobuf.dev/programming-guides/json/">protobuf's JSON mapping</a>
 */
final class JsonMessage {

  private JsonMessage() {}

  /**
   * The message in protobuf's binary form.
   *
   * @throws UnusableTargetException when it is no message of the type
   */
  static byte[] encode(String json, Descriptor type) throws UnusableTargetException {
    DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
    try {
      JsonFormat.parser()
          .usingTypeRegistry(TypeRegistry.newBuilder().add(type).build())
          .merge(json, message);
    } catch (InvalidProtocolBufferException e) {
      throw new UnusableTargetException(
          "the message does not fit: %s; expected %s".formatted(e.getMessage(), fields(type)));
    }
    if (!message.isInitialized()) {
      throw new UnusableTargetException(
          "the message lacks %s; expected %s"
              .formatted(message.getInitializationErrorString(), fields(type)));
    }
    return message.build().toByteArray();
  }

  private static String fields(Descriptor type) {
    String fields =
        type.getFields().stream()
            .map(field -> "%s: %s".formatted(field.getName(), kind(field)))
            .collect(Collectors.joining(", "));
    return "%s { %s }".formatted(type.getFullName(), fields);
  }

  private static String kind(FieldDescriptor field) {
    String kind =
        switch (field.getType()) {
          case MESSAGE, GROUP -> field.getMessageType().getFullName();
          case ENUM -> field.getEnumType().getFullName();
          case DOUBLE,
              FLOAT,
              INT64,
              UINT64,
              INT32,
              FIXED64,
              FIXED32,
              BOOL,
              STRING,
              BYTES,
              UINT32,
              SFIXED32,
              SFIXED64,
              SINT32,
              SINT64 ->
              field.getType().name().toLowerCase(Locale.ROOT);
        };
    return field.isRepeated() ? "list of " + kind : kind;
  }
}
