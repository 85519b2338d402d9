package dev.faultline.core.plan;

import dev.faultline.core.expression.Scope;
import dev.faultline.core.expression.Template;
import dev.faultline.core.expression.TemplateReader;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What is asked of a Redis.
 *
 * <pre>
 * redis: [SET, "user:${id}", "${name}"]                     a command
 * redis: { publish: orders, message: '{"id": "${uuid()}"}' }  a message, from publish to receipt
 * </pre>
 */
record RedisKind() implements StepKind {

  private static final CheckForm ANSWERS =
      CheckForm.withoutStatus(
          EnumSet.of(CheckForm.Part.BODY, CheckForm.Part.JSON, CheckForm.Part.LATENCY));

  private static final String FORMS = "a list of a command's words, or a map with publish, message";

  /** After these, or while they wait, others could not use the connection. */
  private static final Set<String> FOR_ONE_ALONE =
      Set.of(
          "AUTH",
          "BLMOVE",
          "BLMPOP",
          "BLPOP",
          "BRPOP",
          "BRPOPLPUSH",
          "BZMPOP",
          "BZPOPMAX",
          "BZPOPMIN",
          "CLIENT",
          "DISCARD",
          "EXEC",
          "HELLO",
          "MONITOR",
          "MULTI",
          "PSUBSCRIBE",
          "PSYNC",
          "PUNSUBSCRIBE",
          "QUIT",
          "READONLY",
          "READWRITE",
          "RESET",
          "SELECT",
          "SSUBSCRIBE",
          "SUBSCRIBE",
          "SUNSUBSCRIBE",
          "SYNC",
          "UNSUBSCRIBE",
          "UNWATCH",
          "WAIT",
          "WAITAOF",
          "WATCH",
          "XREADGROUP",
          "XREAD");

  @Override
  public String key() {
    return "redis";
  }

  @Override
  public String called() {
    return "a Redis command";
  }

  @Override
  public boolean fits(Target target) {
    return target instanceof Target.Redis;
  }

  @Override
  public CheckForm answers() {
    return ANSWERS;
  }

  @Override
  public Optional<Function<StepHead, Step.Measured>> read(YamlNode node, Scope scope) {
    TemplateReader templates = new TemplateReader(scope, false);
    return node.isList()
        ? command(node, templates)
        : node.map(FORMS).flatMap(map -> delivery(map, templates));
  }

  private static Optional<Function<StepHead, Step.Measured>> command(
      YamlNode node, TemplateReader templates) {
    List<YamlNode> elements = node.elements("a list of a command's words");
    List<Template> words = new ArrayList<>();
    for (YamlNode element : elements) {
      templates.read(element, "a text").ifPresent(words::add);
    }
    if (elements.isEmpty() || words.size() < elements.size()) {
      return Optional.empty();
    }
    return fixedName(elements.getFirst(), words)
        ? Optional.of(
            head -> new RedisCommand(head.name(), words, head.timeout(), head.expectation()))
        : Optional.empty();
  }

  private static boolean fixedName(YamlNode node, List<Template> words) {
    Optional<String> name = words.getFirst().fixed();
    if (name.isEmpty()) {
      node.mistake("a command that is not known before", "a name of a command such as SET");
      return false;
    }
    return name.get().isBlank() ? noName(node) : sharable(node, name.get(), words);
  }

  private static boolean noName(YamlNode node) {
    node.mistake("a command without a name", "a name of a command such as SET");
    return false;
  }

  private static boolean sharable(YamlNode node, String name, List<Template> words) {
    String command = name.toUpperCase(Locale.ROOT);
    boolean reads = command.equals("XREAD") || command.equals("XREADGROUP");
    boolean alone = FOR_ONE_ALONE.contains(command) && (!reads || blocks(words));
    if (alone) {
      node.mistake(
          "'%s' wants the connection for itself, which many requests share".formatted(name),
          "a command that is answered at once, and changes nothing for those after it");
    }
    return !alone;
  }

  private static boolean blocks(List<Template> words) {
    return words.stream().anyMatch(word -> word.written().equalsIgnoreCase("BLOCK"));
  }

  private static Optional<Function<StepHead, Step.Measured>> delivery(
      YamlMap map, TemplateReader templates) {
    Optional<String> channel = map.required("publish", Formats.REDIS_CHANNEL);
    Optional<YamlNode> node = map.required("message", "a text with an expression");
    Optional<Template> message = node.flatMap(text -> templates.read(text, "a text"));
    if (message.isPresent() && message.get().fixed().isPresent()) {
      node.get()
          .mistake(
              "a message that is always the same: nobody could tell which one has come",
              "something in it that no other message has, such as ${uuid()}");
    }
    return map.build(
        () ->
            head ->
                new RedisDelivery(
                    head.name(), channel.get(), message.get(), head.timeout(), head.expectation()));
  }
}
