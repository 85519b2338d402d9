package dev.faultline.deployment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;

/** What a pom of this build says, by XPath, as it stands: nothing is inherited or interpolated. */
record Pom(Document document) {

  private static final Path ROOT = Path.of("..");

  static Pom root() throws Exception {
    return read(ROOT);
  }

  /** Those of the modules that build an image. */
  static List<Pom> withImage() throws Exception {
    try (Stream<Path> folders = Files.list(ROOT)) {
      List<Path> modules =
          folders.filter(folder -> Files.exists(folder.resolve("pom.xml"))).sorted().toList();
      Stream.Builder<Pom> poms = Stream.builder();
      for (Path module : modules) {
        poms.add(read(module));
      }
      return poms.build().filter(pom -> pom.property("image.name").isPresent()).toList();
    }
  }

  String version() {
    return text("/project/version").orElseThrow();
  }

  Optional<String> property(String name) {
    return text("/project/properties/*[name()='%s']".formatted(name));
  }

  Optional<String> text(String path) {
    try {
      String text = XPathFactory.newInstance().newXPath().evaluate(path, document);
      return Optional.of(text.strip()).filter(found -> !found.isEmpty());
    } catch (javax.xml.xpath.XPathExpressionException e) {
      throw new AssertionError(path, e);
    }
  }

  private static Pom read(Path folder) throws Exception {
    return new Pom(
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(folder.resolve("pom.xml").toFile()));
  }
}
