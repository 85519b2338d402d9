package dev.faultline.core.plan;

import dev.faultline.core.protobuf.DamagedDescriptorsException;
import dev.faultline.core.protobuf.DescriptorSet;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads where the types of a gRPC target are told, when not by itself.
 *
 * <pre>
 * descriptors: shop.binpb              as protoc --descriptor_set_out --include_imports writes it
 * protos: [shop.proto, user.proto]     what they import is found beside the plan, or beside them
 * types: H4sIAAAA…                     what stands in a submitted plan in place of either
 * </pre>
 */
final class TypesReader {

  private final PlanFiles files;

  TypesReader(PlanFiles files) {
    this.files = files;
  }

  Optional<DescriptorSet> read(YamlMap target) {
    Optional<YamlNode> descriptors = target.optional("descriptors");
    Optional<YamlNode> protos = target.optional("protos");
    Optional<YamlNode> types = target.optional("types");
    List<YamlNode> given = Stream.of(descriptors, protos, types).flatMap(Optional::stream).toList();
    given.stream()
        .skip(1)
        .forEach(
            surplus ->
                surplus.mistakeAtName(
                    "'%s' beside '%s'".formatted(surplus.name(), given.getFirst().name()),
                    "one of descriptors, protos, types at most"));
    return descriptors
        .flatMap(this::file)
        .or(() -> protos.flatMap(this::compiled))
        .or(() -> types.flatMap(TypesReader::submitted));
  }

  private Optional<DescriptorSet> file(YamlNode node) {
    String expected = "a file that protoc --descriptor_set_out has written";
    Optional<String> name = node.text(expected);
    return name.flatMap(file -> replaced(node, expected, () -> files.bytes(file)));
  }

  private Optional<DescriptorSet> compiled(YamlNode node) {
    String expected = "a list of .proto files";
    List<String> names =
        node.elements(expected).stream()
            .flatMap(element -> element.text("the name of a .proto file").stream())
            .toList();
    return names.isEmpty()
        ? Optional.empty()
        : replaced(node, expected, () -> files.descriptorSet(names));
  }

  /** Gives the bytes of a descriptor set. */
  @FunctionalInterface
  private interface Source {
    byte[] bytes() throws UnreadableFileException;
  }

  private Optional<DescriptorSet> replaced(YamlNode node, String expected, Source source) {
    try {
      byte[] bytes = source.bytes();
      DescriptorSet set = DescriptorSet.parse(bytes);
      String written = PackedBytes.pack(bytes);
      if (written.length() > PackedBytes.MAX_CHARACTERS) {
        node.mistake(
            "types of %d characters".formatted(written.length()),
            "at most %d, for plans travel with them".formatted(PackedBytes.MAX_CHARACTERS));
        return Optional.empty();
      }
      files.replace(node, "types", written);
      return Optional.of(set);
    } catch (UnreadableFileException | DamagedDescriptorsException e) {
      node.mistake("%s: %s".formatted(called(node), e.getMessage()), expected);
      return Optional.empty();
    }
  }

  private static String called(YamlNode node) {
    return "'" + node.name() + "'";
  }

  private static Optional<DescriptorSet> submitted(YamlNode node) {
    return node.value(PackedBytes.FORMAT)
        .flatMap(
            bytes -> {
              try {
                return Optional.of(DescriptorSet.parse(bytes));
              } catch (DamagedDescriptorsException e) {
                node.mistake(e.getMessage(), PackedBytes.FORMAT.expected());
                return Optional.empty();
              }
            });
  }
}
