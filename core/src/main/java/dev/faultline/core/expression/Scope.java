package dev.faultline.core.expression;

import dev.faultline.core.secret.Secret;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which names mean something at a place in a scenario, while it is read: the columns of the plan's
 * data, and what steps before have captured whenever that place is reached. Not thread-safe.
 */
public final class Scope {

  /** Under which the plan's secrets are known: <code>${secret.name}</code>. */
  public static final String SECRETS = "secret";

  /** {@code data.column}, for each column of the data, and {@code secret.name}. */
  private final Map<String, Expression> fields;

  /** Data that is wrong, which is told elsewhere. */
  private final Set<String> unread;

  /** Of the whole scenario: a name has the same slot wherever it is captured. */
  private final Map<String, Integer> slots;

  private final Set<String> visible;

  /**
   * Where nothing is captured yet.
   *
   * @param feeds the plan's data, as iterations will know it
   * @param named all data that the plan names, also what is wrong: nobody knows its columns
   */
  public Scope(List<Feed> feeds, List<String> named) {
    this(
        new LinkedHashMap<>(),
        new LinkedHashSet<>(named),
        new LinkedHashMap<>(),
        new LinkedHashSet<>());
    feeds.forEach(feed -> unread.remove(feed.name()));
    for (int feed = 0; feed < feeds.size(); feed++) {
      List<String> columns = feeds.get(feed).columns();
      for (int column = 0; column < columns.size(); column++) {
        String name = feeds.get(feed).name() + "." + columns.get(column);
        fields.put(name, new Field(feed, column));
      }
    }
  }

  private Scope(
      Map<String, Expression> fields,
      Set<String> unread,
      Map<String, Integer> slots,
      Set<String> visible) {
    this.fields = fields;
    this.unread = unread;
    this.slots = slots;
    this.visible = visible;
  }

  /**
   * The same place, where nothing is captured yet, with the plan's secrets.
   *
   * @param named all that the plan names, also what is wrong
   */
  public Scope withSecrets(List<Secret> secrets, List<String> named) {
    Map<String, Expression> known = new LinkedHashMap<>(fields);
    secrets.forEach(secret -> known.put(Hidden.PREFIX + secret.name(), new Hidden(secret)));
    Set<String> unknown = new LinkedHashSet<>(unread);
    if (secrets.size() < named.size()) {
      unknown.add(SECRETS);
    }
    return new Scope(known, unknown, slots, visible);
  }

  /** The same place, from which another way leads on. */
  public Scope fork() {
    return new Scope(fields, unread, slots, new LinkedHashSet<>(visible));
  }

  /** Where one of several ways has been taken: what is captured on each of them is visible. */
  public void joinAny(List<Scope> ways) {
    Set<String> onEach = new LinkedHashSet<>(slots.keySet());
    ways.forEach(way -> onEach.retainAll(way.visible));
    visible.addAll(onEach);
  }

  /** Where all of several ways have been taken. */
  public void joinAll(List<Scope> ways) {
    ways.forEach(way -> visible.addAll(way.visible));
  }

  /** Where anything may have happened before: everything that is captured anywhere is visible. */
  public Scope atTheEnd() {
    return new Scope(fields, unread, slots, new LinkedHashSet<>(slots.keySet()));
  }

  /** From here on the name stands for what is captured; the slot to keep it in. */
  public int define(String name) {
    visible.add(name);
    return slots.computeIfAbsent(name, _ -> slots.size());
  }

  /** Names that stand for what was captured before this place, and the slots they have. */
  public Map<String, Integer> captured() {
    Map<String, Integer> captured = new LinkedHashMap<>(slots);
    captured.keySet().retainAll(visible);
    return captured;
  }

  /** Whether nobody knows if the name means something: it is of data that is wrong. */
  boolean mayKnow(String name) {
    int dot = name.indexOf('.');
    return dot > 0 && unread.contains(name.substring(0, dot));
  }

  Set<String> names() {
    Set<String> names = new LinkedHashSet<>(visible);
    names.addAll(fields.keySet());
    return names;
  }

  /** What the name stands for; empty when it means nothing here. */
  public Optional<Expression> named(String name) {
    return visible.contains(name)
        ? Optional.of(new Variable(slots.get(name)))
        : Optional.ofNullable(fields.get(name));
  }
}
