package dev.faultline.core.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads a YAML text to nodes that know their line and column. What is no YAML, or is YAML that only
 * an attacker would write (see {@link Guard}), becomes a mistake.
 */
public final class YamlDocument {

  private static final String VALID = "valid YAML";

  private YamlDocument() {}

  /**
   * The document's root.
   *
   * @param name what the document is, for messages, for example {@code the plan}
   * @return empty when the text is no usable YAML (then {@code mistakes} says why) or holds nothing
   *     (then it does not)
   */
  public static Optional<YamlNode> read(
      String name, String text, Mistakes mistakes, Placeholders placeholders) {
    return read(name, text, mistakes, placeholders, ReadingListener.NONE);
  }

  /**
   * The document's root, as above.
   *
   * @param listener hears what its values are read as
   */
  public static Optional<YamlNode> read(
      String name,
      String text,
      Mistakes mistakes,
      Placeholders placeholders,
      ReadingListener listener) {
    int before = mistakes.failures();
    LoadSettings settings =
        LoadSettings.builder().setSchema(new CoreSchema()).setAllowNonScalarKeys(true).build();
    try {
      new Guard(mistakes).check(new Parse(settings).parseString(text));
      if (mistakes.failures() > before) {
        return Optional.empty();
      }
      Optional<Node> root = new Compose(settings).composeString(text);
      return root.map(
          node ->
              new YamlNode(
                  node, Key.ofDocument(name), new Reading(mistakes, placeholders, listener)));
    } catch (MarkedYamlEngineException e) {
      Position at = e.getProblemMark().map(Position::of).orElse(Position.START);
      mistakes.add(at, problem(e), expected(e));
    } catch (ReaderException e) {
      mistakes.add(
          at(text, e.getPosition()),
          "character U+%04X".formatted(e.getCodePoint()),
          "printable characters only");
    } catch (YamlEngineException e) {
      mistakes.add(Position.START, "not readable as YAML: " + e.getMessage(), VALID);
    }
    return Optional.empty();
  }

  private static String problem(MarkedYamlEngineException e) {
    if (aboutTab(e)) {
      return "a tab where YAML allows none";
    }
    // The parser's hint "(Do not use … for indentation)" is right for tabs only.
    String problem = e.getProblem().replaceFirst("\\. \\(Do not use .*", "");
    return e.getContextMark()
        .map(
            begin ->
                "%s (from line %d): %s".formatted(e.getContext(), begin.getLine() + 1, problem))
        .orElse(problem);
  }

  private static String expected(MarkedYamlEngineException e) {
    return aboutTab(e) ? "spaces: YAML is not indented by tabs" : VALID;
  }

  private static boolean aboutTab(MarkedYamlEngineException e) {
    return e.getProblem().contains("\\t(TAB)");
  }

  private static Position at(String text, int codePoint) {
    String before = text.substring(0, text.offsetByCodePoints(0, codePoint));
    int lineStart = before.lastIndexOf('\n') + 1;
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    return new Position(line, 1 + before.codePointCount(lineStart, before.length()));
  }
}
