package dev.faultline.core.yaml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * Looks at a document before nodes are made of it. Nodes are made recursively, and aliases of
 * aliases multiply: a small text could exhaust the stack or the memory. Tags would name types; our
 * documents have none.
 */
final class Guard {

  private static final int MAX_DEPTH = 50;
  private static final int MAX_ALIASES = 50;

  private final Mistakes mistakes;

  Guard(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /** Adds what is to be refused; stops at a limit. */
  void check(Iterable<Event> events) {
    Deque<Optional<Anchor>> open = new ArrayDeque<>();
    int aliases = 0;
    for (Event event : events) {
      switch (event) {
        case CollectionStartEvent start -> {
          refuse(start, start.getTag());
          open.push(start.getAnchor());
        }
        case CollectionEndEvent _ -> open.pop();
        case ScalarEvent scalar -> refuse(scalar, scalar.getTag());
        case AliasEvent alias -> {
          aliases++;
          if (open.contains(Optional.of(alias.getAlias()))) {
            mistakes.add(
                at(alias),
                "'*%s' within what it stands for".formatted(alias.getAlias()),
                "an alias of something else");
            return;
          }
        }
        default -> {} // begin and end of stream and document
      }
      if (open.size() > MAX_DEPTH) {
        mistakes.add(at(event), "nested too deeply", "at most %d levels".formatted(MAX_DEPTH));
        return;
      }
      if (aliases > MAX_ALIASES) {
        mistakes.add(
            at(event), "too many aliases", "at most %d in a document".formatted(MAX_ALIASES));
        return;
      }
    }
  }

  private void refuse(Event event, Optional<String> tag) {
    tag.ifPresent(
        name -> mistakes.add(at(event), "tag '%s'".formatted(name), "a value without a tag"));
  }

  private static Position at(Event event) {
    return event.getStartMark().map(Position::of).orElse(Position.START);
  }
}
