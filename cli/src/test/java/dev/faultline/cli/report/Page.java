package dev.faultline.cli.report;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A report as a program reads it: XML, asked by XPath. Without namespaces, so that a path names the
 * elements of a drawing like those of the page.
 */
record Page(String source, Document document) {

  static Page parse(String html) {
    try {
      DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
      return new Page(html, builder.parse(new InputSource(new StringReader(html))));
    } catch (ParserConfigurationException | SAXException e) {
      throw new AssertionError("the page is not well-formed", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private NodeList find(String path) {
    try {
      return (NodeList)
          XPathFactory.newInstance().newXPath().evaluate(path, document, XPathConstants.NODESET);
    } catch (XPathExpressionException e) {
      throw new IllegalArgumentException(path, e);
    }
  }

  int count(String path) {
    return find(path).getLength();
  }

  private Element first(String path) {
    if (find(path).item(0) instanceof Element element) {
      return element;
    }
    throw new AssertionError("the page has no " + path);
  }

  /** The words, with ordinary spaces. */
  String text(String path) {
    return first(path).getTextContent().replace('\u00A0', ' ');
  }

  String attribute(String path, String name) {
    return first(path).getAttribute(name);
  }

  double percent(String path, String name) {
    return Double.parseDouble(attribute(path, name).replace("%", ""));
  }
}
