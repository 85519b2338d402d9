package dev.faultline.cli.markdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      textBlock =
          """
          p95 rose from 33.1 ms to 97.5 ms (+194 %) ! p95 rose from 33.1 ms to 97.5 ms (+194 %)
          *bold* and _slanted_                      ! \\*bold\\* and \\_slanted\\_
          <img src=x> & co                          ! \\<img src=x\\> \\& co
          [a](b) `c` ~d~ $e$                        ! \\[a\\](b) \\`c\\` \\~d\\~ \\$e\\$
          see http://shop and www.shop.example      ! see http\\://shop and www\\.shop.example
          - no list                                 ! \\- no list
          12. no list either                        ! 12\\. no list either
          === no underline                          ! \\=== no underline
          a\\b                                      ! a\\\\b
          """)
  void textShowsTheWordsAsTheyAre(String words, String markdown) {
    assertThat(Markdown.text(words)).isEqualTo(markdown);
  }

  @Test
  void textStaysOnItsLineAndMentionsNobody() {
    assertThat(Markdown.text(" one\r\n\n# two\u2028three\u0000four "))
        .isEqualTo("one \\# two three four");
    assertThat(Markdown.text("@everyone")).isEqualTo("@\u2060everyone");
  }

  @Test
  void namesAreSetLikeCodeWhereThatIsSafe() {
    assertThat(Markdown.code("p(95)<500 | *x*")).isEqualTo("`p(95)<500 | *x*`");
    assertThat(Markdown.code("a`b")).isEqualTo("a\\`b");
    assertThat(Markdown.code("a\\|b")).isEqualTo("a\\\\|b");
    assertThat(Markdown.code("two\nlines")).isEqualTo("`two lines`");
    assertThat(Markdown.code(" ")).isEmpty();
  }

  @Test
  void aTableKeepsPipesInTheirCells() {
    assertThat(MarkdownTable.of(1, "Name", "Number").row("a|b", "1").lines())
        .containsExactly("| Name | Number |", "| --- | ---: |", "| a\\|b | 1 |");
    assertThatThrownBy(() -> MarkdownTable.of(1, "Name", "Number").row("a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 cells for 2 columns");
  }
}
