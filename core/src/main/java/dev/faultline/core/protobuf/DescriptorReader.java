package dev.faultline.core.protobuf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers what the files of a descriptor set define. Numbers of fields are those of {@code
 * google/protobuf/descriptor.proto}. Not thread-safe.
 */
final class DescriptorReader {

  private static final int MAX_DEPTH = 100;

  private final Map<String, List<RpcMethod>> services = new HashMap<>();
  private final Map<String, MessageType> messages = new HashMap<>();
  private final Map<String, List<String>> enums = new HashMap<>();

  /** By full name. */
  Map<String, List<RpcMethod>> services() {
    return services;
  }

  /** By full name. */
  Map<String, MessageType> messages() {
    return messages;
  }

  /** The names of their values, by full name. */
  Map<String, List<String>> enums() {
    return enums;
  }

  void set(BinaryMessage set) throws DamagedDescriptorsException {
    for (BinaryMessage file : Parts.of(set).all(1)) {
      file(Parts.of(file));
    }
  }

  private void file(Parts file) throws DamagedDescriptorsException {
    String scope = file.text(2).isEmpty() ? "" : file.text(2) + ".";
    for (BinaryMessage message : file.all(4)) {
      message(scope, Parts.of(message), 0);
    }
    for (BinaryMessage values : file.all(5)) {
      values(scope, Parts.of(values));
    }
    for (BinaryMessage service : file.all(6)) {
      service(scope, Parts.of(service));
    }
  }

  private void message(String scope, Parts message, int depth) throws DamagedDescriptorsException {
    if (depth > MAX_DEPTH) {
      throw new DamagedDescriptorsException();
    }
    String fullName = scope + message.text(1);
    List<MessageType.Field> fields = new ArrayList<>();
    for (BinaryMessage field : message.all(2)) {
      fields.add(field(Parts.of(field)));
    }
    boolean mapEntry =
        !message.all(7).isEmpty() && Parts.of(message.all(7).getFirst()).number(7) != 0;
    messages.put(fullName, new MessageType(fullName, fields, mapEntry));
    for (BinaryMessage nested : message.all(3)) {
      message(fullName + ".", Parts.of(nested), depth + 1);
    }
    for (BinaryMessage values : message.all(4)) {
      values(fullName + ".", Parts.of(values));
    }
  }

  private static MessageType.Field field(Parts field) {
    String name = field.text(1);
    String jsonName = field.text(10).isEmpty() ? camelCase(name) : field.text(10);
    boolean repeated = field.number(4) == 3;
    int type = (int) field.number(5);
    return new MessageType.Field(
        name,
        jsonName,
        kind(type),
        field.text(6).isEmpty() ? SCALARS.getOrDefault(type, "?") : unqualified(field.text(6)),
        repeated);
  }

  private static final Map<Integer, String> SCALARS =
      Map.ofEntries(
          Map.entry(1, "double"),
          Map.entry(2, "float"),
          Map.entry(3, "int64"),
          Map.entry(4, "uint64"),
          Map.entry(5, "int32"),
          Map.entry(6, "fixed64"),
          Map.entry(7, "fixed32"),
          Map.entry(8, "bool"),
          Map.entry(9, "string"),
          Map.entry(12, "bytes"),
          Map.entry(13, "uint32"),
          Map.entry(15, "sfixed32"),
          Map.entry(16, "sfixed64"),
          Map.entry(17, "sint32"),
          Map.entry(18, "sint64"));

  private static MessageType.Kind kind(int type) {
    return switch (type) {
      case 8 -> MessageType.Kind.TRUTH;
      case 9, 12 -> MessageType.Kind.TEXT;
      case 10, 11 -> MessageType.Kind.MESSAGE;
      case 14 -> MessageType.Kind.ENUM;
      default -> MessageType.Kind.NUMBER;
    };
  }

  private void values(String scope, Parts type) throws DamagedDescriptorsException {
    List<String> names = new ArrayList<>();
    for (BinaryMessage value : type.all(2)) {
      names.add(Parts.of(value).text(1));
    }
    enums.put(scope + type.text(1), List.copyOf(names));
  }

  private void service(String scope, Parts service) throws DamagedDescriptorsException {
    List<RpcMethod> methods = new ArrayList<>();
    for (BinaryMessage each : service.all(2)) {
      Parts method = Parts.of(each);
      methods.add(
          new RpcMethod(
              method.text(1),
              unqualified(method.text(2)),
              method.number(5) != 0,
              method.number(6) != 0));
    }
    services.put(scope + service.text(1), List.copyOf(methods));
  }

  private static String unqualified(String name) {
    return name.startsWith(".") ? name.substring(1) : name;
  }

  private static String camelCase(String name) {
    StringBuilder camel = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) == '_') {
        continue;
      }
      boolean up = i > 0 && name.charAt(i - 1) == '_';
      camel.append(up ? Character.toUpperCase(name.charAt(i)) : name.charAt(i));
    }
    return camel.toString();
  }
}
