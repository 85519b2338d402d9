package dev.faultline.cli.report.chart;

import dev.faultline.cli.report.markup.Element;
import java.util.List;

/**
 * A chart in the page with its heading, its legend and what a pointer over it reads out.
 *
 * @param heading what the chart shows
 * @param about the same more closely, for example the name of a step
 * @param legend what its colours and patterns mean
 * @param readings one line of words for each bucket of the axis
 */
public record Figure(
    String heading, String about, List<Key> legend, Chart chart, List<String> readings) {

  /** A colour or pattern and its meaning. */
  record Key(String style, String meaning) {}

  public Element element() {
    Element keys = Element.of("span").styled("legend");
    for (Key key : legend) {
      keys.add(
          Element.of("span", Element.of("i").styled("key " + key.style())).text(key.meaning()));
    }
    return Element.of(
            "figure",
            Element.of(
                "figcaption",
                Element.of("h3", heading),
                Element.of("span", about).styled("about"),
                keys,
                Element.of("output")),
            Element.of("div", chart.svg()).styled("plot"))
        .with("data-readings", String.join("|", readings));
  }
}
