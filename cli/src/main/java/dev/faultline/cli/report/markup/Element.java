package dev.faultline.cli.report.markup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An element being built: attributes keep their order, text is escaped when written. */
public final class Element implements Node {

  private static final Set<String> VOID = Set.of("br", "hr", "link", "meta");

  private final String name;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final List<Node> children = new ArrayList<>();

  private Element(String name) {
    this.name = name;
  }

  public static Element of(String name, Node... children) {
    return new Element(name).add(children);
  }

  /** An element that holds just these words. */
  public static Element of(String name, String words) {
    return new Element(name).text(words);
  }

  /** Sets an attribute; numbers are written without superfluous digits. */
  public Element with(String attribute, Object value) {
    attributes.put(attribute, value instanceof Double number ? shortest(number) : value.toString());
    return this;
  }

  /** Sets the class attribute. */
  public Element styled(String classes) {
    return with("class", classes);
  }

  public Element add(Node... more) {
    children.addAll(List.of(more));
    return this;
  }

  public Element add(List<? extends Node> more) {
    children.addAll(more);
    return this;
  }

  public Element text(String words) {
    children.add(new Text(words));
    return this;
  }

  @Override
  public void writeTo(StringBuilder out) {
    out.append('<').append(name);
    attributes.forEach(
        (attribute, value) -> {
          out.append(' ').append(attribute).append("=\"");
          Text.escape(value, out);
          out.append('"');
        });
    if (VOID.contains(name)) {
      out.append("/>");
      return;
    }
    out.append('>');
    children.forEach(child -> child.writeTo(out));
    out.append("</").append(name).append('>');
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    writeTo(out);
    return out.toString();
  }

  /** Two decimals are a fiftieth of a pixel or finer: enough for a drawing, short in the file. */
  public static String shortest(double number) {
    double rounded = Math.rint(number * 100) / 100;
    return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
  }
}
