package dev.faultline.generator.driver.grpc;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the answers of a method as JSON: one as an object, those of a method that answers with any
 * number as an array. Fields that have their default value are written too, as far as they have no
 * presence of their own. Thread-safe.
 *
 * @see <a href="https://protobuf.dev/programming-guides/json/">protobuf's JSON mapping</a>
 */
final class AnswerJson {

  private final Descriptor type;
  private final boolean streams;
  private final JsonFormat.Printer printer;

  /**
   * @param streams whether there may be any number
   */
  AnswerJson(Descriptor type, boolean streams) {
    this.type = type;
    this.streams = streams;
    this.printer =
        JsonFormat.printer()
            .usingTypeRegistry(TypeRegistry.newBuilder().add(type).build())
            .alwaysPrintFieldsWithNoPresence()
            .omittingInsignificantWhitespace();
  }

  /**
   * The answers as JSON; an empty text for none where there should be one.
   *
   * @throws InvalidProtocolBufferException when they are none of the type
   */
  String write(List<byte[]> answers) throws InvalidProtocolBufferException {
    List<String> all = new ArrayList<>();
    for (byte[] answer : answers) {
      all.add(printer.print(DynamicMessage.parseFrom(type, answer)));
    }
    return streams ? "[" + String.join(",", all) + "]" : String.join("", all);
  }
}
