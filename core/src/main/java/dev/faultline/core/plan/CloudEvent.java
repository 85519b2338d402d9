package dev.faultline.core.plan;

import dev.faultline.core.expression.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An event as CloudEvents 1.0 describes it, which becomes the headers and the body of a message.
 *
 * @param attributes by their names, in the order of the specification; without {@code specversion}
 *     and {@code datacontenttype}
 * @param data empty for an event that says all by its attributes
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvents
 *     1.0.2</a>
 */
record CloudEvent(Mode mode, Map<String, Template> attributes, Optional<Data> data) {

  private static final String STRUCTURED = "application/cloudevents+json";
  private static final Template VERSION = Template.of("1.0");

  /** Where the attributes go. */
  enum Mode {
    /** Into the body, which is one JSON object, with the data in it. */
    STRUCTURED,
    /** Into headers; the body is the data. */
    BINARY
  }

  /**
   * What the event is about.
   *
   * @param json whether the text is JSON, which stands in another JSON text as it is
   */
  record Data(String contentType, Template text, boolean json) {}

  /** How headers carry attributes over a protocol. */
  enum Binding {
    HTTP("ce-"),
    KAFKA("ce_"),
    AMQP("cloudEvents:");

    private final String prefix;

    Binding(String prefix) {
      this.prefix = prefix;
    }

    private Template value(Template attribute) {
      return this == HTTP ? attribute.percentEncoded() : attribute;
    }
  }

  CloudEvent {
    attributes = new LinkedHashMap<>(attributes);
  }

  /** As a message of that protocol. */
  MessageContent over(Binding binding) {
    return switch (mode) {
      case STRUCTURED ->
          new MessageContent(Map.of(), Optional.of(Template.of(STRUCTURED)), structured());
      case BINARY ->
          new MessageContent(
              headers(binding),
              data.map(its -> Template.of(its.contentType())),
              data.map(Data::text).orElse(Template.of("")));
    };
  }

  private Map<String, Template> headers(Binding binding) {
    Map<String, Template> headers = new LinkedHashMap<>();
    headers.put(binding.prefix + "specversion", VERSION);
    attributes.forEach((name, value) -> headers.put(binding.prefix + name, binding.value(value)));
    return headers;
  }

  private Template structured() {
    List<Template> json = new ArrayList<>();
    json.add(Template.of("{\"specversion\":\"1.0\""));
    attributes.forEach((name, value) -> member(json, name, value));
    data.ifPresent(
        its -> {
          member(json, "datacontenttype", Template.of(its.contentType()));
          json.add(Template.of(its.json() ? ",\"data\":" : ",\"data\":\""));
          json.add(its.json() ? its.text() : its.text().inJson());
          json.add(Template.of(its.json() ? "" : "\""));
        });
    json.add(Template.of("}"));
    return Template.joined(json);
  }

  private static void member(List<Template> json, String name, Template value) {
    json.add(Template.of(",\"" + name + "\":\""));
    json.add(value.inJson());
    json.add(Template.of("\""));
  }
}
