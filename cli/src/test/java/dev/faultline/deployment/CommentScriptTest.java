package dev.faultline.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The comment on a pull request, with a {@code gh} that only writes down what it is asked. */
class CommentScriptTest {

  @TempDir private Path folder;
  private Path comment;

  @BeforeEach
  void someMarkdown() throws Exception {
    comment = Files.writeString(folder.resolve("comment.md"), "## ✓ PASS: quick\n");
    Script.write(
        folder.resolve("gh"),
        """
        for argument in "$@"; do
          case $argument in body=@*) cp "${argument#body=@}" "$CALLS.body" ;; esac
        done
        case "$*" in
          *--paginate*) [ -z "$FOUND" ] || printf '%s\\n' $FOUND ;;
          *) echo "$*" | sed 's/body=@.*/BODY/' >>"$CALLS" ;;
        esac
        """);
  }

  @Test
  void theFirstTimeItIsANewComment() throws Exception {
    assertThat(comment(""))
        .isEqualTo("api --silent --method POST repos/a/b/issues/7/comments --field BODY\n");
    assertThat(folder.resolve("calls.body"))
        .hasContent("<!-- faultline: performance -->\n## ✓ PASS: quick\n");
  }

  @Test
  void fromThenOnTheSameCommentIsWrittenAnew() throws Exception {
    assertThat(comment("41 42"))
        .isEqualTo("api --silent --method PATCH repos/a/b/issues/comments/41 --field BODY\n");
  }

  @Test
  void whatIsTooLongForACommentIsCut() throws Exception {
    Files.writeString(comment, "x".repeat(70_000));
    comment("");

    assertThat(Files.size(folder.resolve("calls.body"))).isBetween(65_000L, 65_536L);
  }

  private String comment(String found) throws Exception {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", folder + ":" + System.getenv("PATH"));
    environment.put("CALLS", folder.resolve("calls").toString());
    environment.put("FOUND", found);
    environment.put("GITHUB_REPOSITORY", "a/b");
    Script.Result result = Script.named("comment.sh", environment).run("7", comment.toString());
    assertThat(result.code()).as(result.output()).isZero();
    return Files.readString(folder.resolve("calls"));
  }
}
