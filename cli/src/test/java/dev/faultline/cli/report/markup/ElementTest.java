package dev.faultline.cli.report.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ElementTest {

  @Test
  void writesAttributesInTheirOrderAndChildrenInside() {
    Element link = Element.of("g", Element.of("line").with("y1", 2).with("x1", "50%")).text("a");

    assertThat(link).hasToString("<g><line y1=\"2\" x1=\"50%\"></line>a</g>");
  }

  @Test
  void wordsAreNeverMarkup() {
    Element element =
        Element.of("p", "<script>alert('x')</script> & \"more\"")
            .with("title", "\"><b onload='x'>");

    assertThat(element)
        .hasToString(
            "<p title=\"&quot;&gt;&lt;b onload=&#39;x&#39;&gt;\">"
                + "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;more&quot;</p>");
  }

  @Test
  void charactersThatNoDocumentMayHoldAreShownAsUnprintable() {
    assertThat(Element.of("p", "a\u0000b\u001Bc\uD800d\uFFFEe"))
        .hasToString("<p>a\uFFFDb\uFFFDc\uFFFDd\uFFFDe</p>");
    assertThat(Element.of("p", "tab\tand 😀")).hasToString("<p>tab\tand 😀</p>");
  }

  @Test
  void numbersAreAsShortAsADrawingAllows() {
    assertThat(Element.shortest(33.333333)).isEqualTo("33.33");
    assertThat(Element.shortest(100.0)).isEqualTo("100");
    assertThat(Element.shortest(-0.001)).isEqualTo("0");
  }

  @Test
  void elementsWithoutContentCloseThemselves() {
    assertThat(Element.of("meta").with("charset", "utf-8"))
        .hasToString("<meta charset=\"utf-8\"/>");
    assertThat(Element.of("td")).hasToString("<td></td>");
  }

  @Test
  void verbatimSourceMustBeTheSameInHtmlAndXml() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Verbatim("if (a < b) {}"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Verbatim("</style>"));
  }

  @Test
  void tableRowsHaveAHeadingAndACellForEachColumn() {
    assertThat(Table.of("Sizes", "Name", "Size").row(new Text("a"), new Text("1")).element())
        .asString()
        .contains("<th scope=\"col\">Size</th>", "<th scope=\"row\">a</th><td>1</td>");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Table.of("Sizes", "Name", "Size").row(new Text("a")));
  }
}
