package dev.faultline.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.yaml.Mistakes;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class QuotedCsvPropertyTest {

  @Property
  void whatIsWrittenInQuotesIsReadAsItWas(@ForAll("tables") List<List<String>> table) {
    String text =
        table.stream()
            .map(
                row ->
                    row.stream()
                        .map(value -> '"' + value.replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining(",")))
            .collect(Collectors.joining("\r\n"));
    Mistakes mistakes = new Mistakes();

    assertThat(QuotedCsv.rows(text, mistakes))
        .extracting(QuotedCsv.Row::values)
        .containsExactlyElementsOf(table);
    assertThat(mistakes.inOrder()).isEmpty();
  }

  @Property
  void nothingThatIsReadMakesItFail(@ForAll("texts") String text) {
    List<QuotedCsv.Row> rows = QuotedCsv.rows(text, new Mistakes());

    assertThat(rows).allSatisfy(row -> assertThat(row.values()).isNotEmpty());
    assertThat(rows).extracting(QuotedCsv.Row::line).isSorted();
  }

  @Provide
  Arbitrary<List<List<String>>> tables() {
    return texts().list().ofMinSize(2).ofMaxSize(4).list().ofMaxSize(5);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars('a', ',', '"', '\r', '\n', ' ', 'ü').ofMaxLength(12);
  }
}
