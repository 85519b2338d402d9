package dev.faultline.cli.report.junit;

import dev.faultline.cli.report.markup.Text;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes XML with one element a line, indented. Text that XML cannot carry is replaced, for what a
 * target answered may hold anything. Not thread-safe.
 */
final class XmlLines {

  private static final String UNPRINTABLE = "\uFFFD";

  private final XMLStreamWriter out;

  /** For each open element, whether something stands in it on a line of its own. */
  private final Deque<Boolean> parents = new ArrayDeque<>();

  XmlLines(XMLStreamWriter out) throws XMLStreamException {
    this.out = out;
    out.writeStartDocument("UTF-8", "1.0");
  }

  void open(String element) throws XMLStreamException {
    if (!parents.isEmpty()) {
      parents.pop();
      parents.push(true);
    }
    newLine();
    out.writeStartElement(element);
    parents.push(false);
  }

  /** On one line: a reader turns a line break in an attribute into a space anyway. */
  void attribute(String name, String value) throws XMLStreamException {
    out.writeAttribute(name, printable(value.replaceAll("\\s+", " ")));
  }

  void text(String text) throws XMLStreamException {
    if (!text.isEmpty()) {
      out.writeCharacters(printable(text));
    }
  }

  /** Ends the element that was opened last. */
  void end() throws XMLStreamException {
    if (parents.pop()) {
      newLine();
    }
    out.writeEndElement();
  }

  void close() throws XMLStreamException {
    out.writeEndDocument();
    out.writeCharacters("\n");
    out.close();
  }

  private void newLine() throws XMLStreamException {
    out.writeCharacters("\n" + "  ".repeat(parents.size()));
  }

  private static String printable(String text) {
    StringBuilder printable = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              if (Text.allowed(point)) {
                printable.appendCodePoint(point);
              } else {
                printable.append(UNPRINTABLE);
              }
            });
    return printable.toString();
  }
}
