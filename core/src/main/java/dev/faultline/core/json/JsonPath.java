package dev.faultline.core.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Names values inside a JSON value, in the part of JSONPath that answers of services need:
 *
 * <pre>
 * $               the whole            .name  ['name']  ["name"]   a member of an object
 * [0]  [-1]       an element, from the begin or the end            [*]  .*   all of them
 * </pre>
 *
 * @param written as the user wrote it
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9535">RFC 9535, JSONPath</a>
 */
public record JsonPath(List<Part> parts, String written) {

  private static final Pattern PART =
      Pattern.compile(
          "(?<all>\\[\\*]|\\.\\*)|\\.(?<name>[\\p{L}_][\\p{L}\\p{N}_-]*)|\\[(?<index>-?\\d{1,9})]"
              + "|\\['(?<single>[^']*)']|\\[\"(?<double>[^\"]*)\"]");

  public JsonPath {
    parts = List.copyOf(parts);
  }

  /** One step down. */
  public sealed interface Part {

    /** A member of an object. */
    record Member(String key) implements Part {}

    /** An element of an array, from 0; below 0 from the end. */
    record Element(int index) implements Part {}

    /** Everything in an object or array. */
    record All() implements Part {}
  }

  /** The path that is written so; empty when it is none. */
  public static Optional<JsonPath> parse(String text) {
    if (!text.startsWith("$")) {
      return Optional.empty();
    }
    List<Part> parts = new ArrayList<>();
    Matcher matcher = PART.matcher(text);
    int position = 1;
    while (position < text.length()) {
      if (!matcher.region(position, text.length()).lookingAt()) {
        return Optional.empty();
      }
      parts.add(part(matcher));
      position = matcher.end();
    }
    return Optional.of(new JsonPath(parts, text));
  }

  private static Part part(Matcher matcher) {
    if (matcher.group("all") != null) {
      return new Part.All();
    }
    if (matcher.group("index") != null) {
      return new Part.Element(Integer.parseInt(matcher.group("index")));
    }
    return new Part.Member(
        Stream.of("name", "single", "double")
            .map(matcher::group)
            .filter(key -> key != null)
            .findFirst()
            .orElseThrow());
  }

  /** What is there, in the order of the document; empty when nothing is. */
  public List<Json> find(Json root) {
    List<Json> found = List.of(root);
    for (Part part : parts) {
      found = found.stream().flatMap(value -> below(value, part)).toList();
    }
    return found;
  }

  private static Stream<Json> below(Json value, Part part) {
    return switch (value) {
      case Json.Members(var byKey) ->
          switch (part) {
            case Part.Member(String key) -> Stream.ofNullable(byKey.get(key));
            case Part.All() -> byKey.values().stream();
            case Part.Element _ -> Stream.empty();
          };
      case Json.Elements(var inOrder) ->
          switch (part) {
            case Part.Element(int index) -> element(inOrder, index);
            case Part.All() -> inOrder.stream();
            case Part.Member _ -> Stream.empty();
          };
      case Json.Text _, Json.Bare _ -> Stream.empty();
    };
  }

  private static Stream<Json> element(List<Json> all, int index) {
    int fromBegin = index < 0 ? all.size() + index : index;
    return fromBegin >= 0 && fromBegin < all.size()
        ? Stream.of(all.get(fromBegin))
        : Stream.empty();
  }
}
