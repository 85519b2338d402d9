package dev.faultline.cli.report.markup;

/**
 * Our own style sheet or script, written as it is; never anything that a user gave.
 *
 * @param source holds neither {@code <} nor {@code &}, so that it is the same in HTML and XML
 */
public record Verbatim(String source) implements Node {

  public Verbatim {
    if (source.indexOf('<') >= 0 || source.indexOf('&') >= 0) {
      throw new IllegalArgumentException("verbatim source would need escaping");
    }
  }

  @Override
  public void writeTo(StringBuilder out) {
    out.append(source);
  }
}
