package dev.faultline.cli.report.junit;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A test report as a CI system reads it. */
record TestReport(Document document) {

  static TestReport parse(String xml) {
    try {
      return new TestReport(
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(xml))));
    } catch (Exception e) {
      throw new AssertionError("the report is not well-formed:\n" + xml, e);
    }
  }

  private List<Element> find(String path) {
    try {
      NodeList nodes =
          (NodeList)
              XPathFactory.newInstance()
                  .newXPath()
                  .evaluate(path, document, XPathConstants.NODESET);
      List<Element> elements = new ArrayList<>();
      for (int i = 0; i < nodes.getLength(); i++) {
        elements.add((Element) nodes.item(i));
      }
      return elements;
    } catch (XPathExpressionException e) {
      throw new IllegalArgumentException(path, e);
    }
  }

  int count(String path) {
    return find(path).size();
  }

  String attribute(String path, String name) {
    return find(path).getFirst().getAttribute(name);
  }

  String text(String path) {
    return find(path).getFirst().getTextContent();
  }

  int suite(String counter) {
    return Integer.parseInt(attribute("//testsuite", counter));
  }

  /** Each case as {@code name: passed}, or what else came of it. */
  List<String> cases() {
    return find("//testcase").stream()
        .map(one -> one.getAttribute("name") + ": " + result(one))
        .toList();
  }

  private static String result(Element testCase) {
    NodeList inside = testCase.getElementsByTagName("*");
    return inside.getLength() == 0 ? "passed" : ((Element) inside.item(0)).getTagName();
  }
}
