package dev.faultline.cli.report.junit;

import dev.faultline.cli.report.Numbers;
import dev.faultline.cli.report.figures.RunFigures;
import dev.faultline.cli.report.figures.TimeSpan;
import dev.faultline.cli.report.junit.Expectation.Met;
import dev.faultline.cli.report.junit.Expectation.NotJudged;
import dev.faultline.cli.report.junit.Expectation.NotMet;
import dev.faultline.cli.report.junit.Expectation.NotShown;
import dev.faultline.cli.run.RunRecord;
import dev.faultline.core.verdict.RunVerdict;
import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;

/**
 * The run as a test report in JUnit's XML, which CI systems show: a suite with a case for each
 * expectation. Not met is a failure; not shown, such as invalid load, is an error; what is not
 * judged for that is skipped.
 */
public final class JunitReport {

  private JunitReport() {}

  /** The XML. The same record gives the same text. */
  public static String xml(RunRecord run, RunFigures figures) {
    StringWriter text = new StringWriter();
    try {
      XmlLines out = new XmlLines(XMLOutputFactory.newFactory().createXMLStreamWriter(text));
      write(out, run, figures);
      out.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("XML into memory cannot fail", e);
    }
    return text.toString();
  }

  private static void write(XmlLines out, RunRecord run, RunFigures figures)
      throws XMLStreamException {
    List<Expectation> expectations = Expectations.of(run, figures);
    out.open("testsuites");
    out.open("testsuite");
    out.attribute("name", run.plan().name());
    out.attribute("tests", Integer.toString(expectations.size()));
    out.attribute("failures", count(expectations, NotMet.class));
    out.attribute("errors", count(expectations, NotShown.class));
    out.attribute("skipped", count(expectations, NotJudged.class));
    out.attribute("time", seconds(figures));
    if (figures.span().isPresent()) {
      out.attribute("timestamp", timestamp(figures.span().get()));
    }
    out.open("properties");
    property(out, "runId", run.runId().toString());
    property(out, "verdict", run.verdict().map(RunVerdict::verdict).map(Enum::name).orElse("none"));
    for (String caution : run.cautions()) {
      property(out, "caution", caution);
    }
    out.end();
    for (Expectation expectation : expectations) {
      write(out, run.plan().name(), expectation);
    }
    out.end();
    out.end();
  }

  /** Seconds precise and without a zone (it is UTC), as the format's schema wants it. */
  private static String timestamp(TimeSpan span) {
    return Numbers.iso(span.startMicros()).substring(0, "2026-01-01T00:00:00".length());
  }

  private static String seconds(RunFigures figures) {
    return figures.span().map(TimeSpan::seconds).orElse(0.0).toString();
  }

  private static String count(List<Expectation> expectations, Class<?> result) {
    return Long.toString(
        expectations.stream().filter(one -> result.isInstance(one.result())).count());
  }

  private static void property(XmlLines out, String name, String value) throws XMLStreamException {
    out.open("property");
    out.attribute("name", name);
    out.attribute("value", value);
    out.end();
  }

  private static void write(XmlLines out, String plan, Expectation expectation)
      throws XMLStreamException {
    out.open("testcase");
    out.attribute("classname", plan + "." + expectation.group());
    out.attribute("name", expectation.name());
    out.attribute("time", "0");
    switch (expectation.result()) {
      case Met() -> {}
      case NotMet(String message, String detail) ->
          result(out, "failure", "NotMet", message, detail);
      case NotShown(String message, String detail) ->
          result(out, "error", "NotShown", message, detail);
      case NotJudged(String message) -> {
        out.open("skipped");
        out.attribute("message", message);
        out.end();
      }
    }
    out.end();
  }

  private static void result(
      XmlLines out, String element, String type, String message, String detail)
      throws XMLStreamException {
    out.open(element);
    out.attribute("message", message);
    out.attribute("type", type);
    out.text(detail);
    out.end();
  }
}
