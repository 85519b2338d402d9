package dev.faultline.cli.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class MarkdownPropertyTest {

  /** What means something in Markdown, much more often than by chance. */
  @Provide
  Arbitrary<String> words() {
    return Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.chars().with("\\`*_[]()<>#+-.!|~&$@:/=\n\r\t ")),
            Tuple.of(2, Arbitraries.chars().range('a', 'z')),
            Tuple.of(1, Arbitraries.chars().all()))
        .list()
        .ofMaxSize(40)
        .map(characters -> String.join("", characters.stream().map(String::valueOf).toList()));
  }

  @Property
  void readersSeeTheWordsAgain(@ForAll("words") String words) {
    String expected = words.replaceAll("[\\s\\p{Z}\\p{Cc}&&[^\u00A0]]+", " ").strip();

    assertThat(unescaped(Markdown.text(words))).isEqualTo(expected.replace("\u2060", ""));
  }

  @Property
  void nothingThatMeansSomethingIsLeftUnescaped(@ForAll("words") String words) {
    // What is escaped means nothing, and what is around it is not next to each other.
    String bare = Markdown.text(words).replaceAll("\\\\[\\p{Punct}]", "x");

    assertThat(bare)
        .doesNotContainPattern("[\\\\`*_\\[\\]<>~&$#\n\r]")
        .doesNotContain("://")
        .doesNotContainPattern("@[^\u2060]");
  }

  @Property
  void aRowHasItsCellsWhateverIsInThem(@ForAll("words") String one, @ForAll("words") String other) {
    String row =
        MarkdownTable.of(2, "A", "B")
            .row(Markdown.code(one), Markdown.text(other))
            .lines()
            .getLast();

    assertThat(row.lines()).hasSize(1);
    assertThat(row.replaceAll("\\\\[\\p{Punct}]", "").chars().filter(c -> c == '|'))
        .as(row)
        .hasSize(3);
  }

  /** What a backslash before punctuation means in Markdown. */
  private static String unescaped(String markdown) {
    return markdown.replaceAll("\\\\(\\p{Punct})", "$1").replace("\u2060", "");
  }
}
