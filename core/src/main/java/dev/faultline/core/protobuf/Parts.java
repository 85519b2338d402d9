package dev.faultline.core.protobuf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields of one message by their numbers. */
final class Parts implements BinaryMessage.Visitor {

  private final Map<Integer, List<BinaryMessage>> parts = new HashMap<>();
  private final Map<Integer, Long> numbers = new HashMap<>();

  private Parts() {}

  static Parts of(BinaryMessage message) throws DamagedDescriptorsException {
    Parts parts = new Parts();
    message.visit(parts);
    return parts;
  }

  @Override
  public void number(int field, long value) {
    numbers.put(field, value);
  }

  @Override
  public void part(int field, BinaryMessage value) {
    parts.computeIfAbsent(field, _ -> new ArrayList<>()).add(value);
  }

  /** The messages of a field, in their order. */
  List<BinaryMessage> all(int field) {
    return parts.getOrDefault(field, List.of());
  }

  /** A field's text; an empty one when it is left out. */
  String text(int field) {
    return parts.containsKey(field) ? parts.get(field).getLast().text() : "";
  }

  /** A field's number; 0 when it is left out. */
  long number(int field) {
    return numbers.getOrDefault(field, 0L);
  }
}
