package dev.faultline.core.yaml.shape;

import dev.faultline.core.yaml.ReadAs;
import dev.faultline.core.yaml.ReadingListener;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Finds out what a reader takes. At each place of a document it puts nothing, a map, a list and a
 * text, and has the reader read the whole; what the reader takes the value for is what it may be.
 * It then goes on with the keys that the reader asked for and with the elements.
 *
 * <p>This works since readers go on after a mistake, and what they ask for depends on little else:
 * on which of several keys is there, and on values of which there are a few. Both are tried, one at
 * a time. A key that is known and never read is none of the shape, for it is always a mistake.
 *
 * <p>A value within a value of the same key that is read as the same is taken to be of the same
 * shape. Not thread-safe.
 */
public final class Explorer {

  /** Reads a document, which will have mistakes. */
  @FunctionalInterface
  public interface Reader {
    void read(String yaml, ReadingListener listener);
  }

  /** A value that is being explored, and what it is taken for. */
  private record Enclosing(Place place, Set<ReadAs> readAs) {

    boolean isLike(Enclosing outer) {
      boolean scalar =
          last(ReadAs.OfKeys.class).isEmpty() && last(ReadAs.OfElements.class).isEmpty();
      return !scalar && place.last().equals(outer.place.last()) && readAs.equals(outer.readAs);
    }

    /** The last of that kind: readers that look ahead say less of what they expect. */
    <T extends ReadAs> Optional<T> last(Class<T> kind) {
      return readAs.stream().filter(kind::isInstance).map(kind::cast).reduce((_, last) -> last);
    }

    String name() {
      return String.join(".", place.path());
    }
  }

  private static final Document BLANK = new Document.Blank();
  private static final Shape UNREAD = new Shape.Either(List.of());
  private static final List<Document> ATTEMPTS =
      List.of(BLANK, Document.EMPTY, new Document.Elements(BLANK), new Document.Text("x"));

  private final Reader reader;
  private final List<Document.Keys> seeds;
  private final List<String> names;
  private final List<Enclosing> enclosing = new ArrayList<>();
  private final Set<String> same = new HashSet<>();
  private final Map<String, Shape> definitions = new LinkedHashMap<>();

  private Explorer(Reader reader, List<Document.Keys> seeds, List<String> names) {
    this.reader = reader;
    this.seeds = List.copyOf(seeds);
    this.names = List.copyOf(names);
  }

  /**
   * The shape of the documents that the reader takes.
   *
   * @param seeds entries that are there whatever is tried, since some is only read because of
   *     others: each document is read with each of these, at least one
   * @param names that a user might choose, at least one: in each map they are tried until one has
   *     its value read
   */
  public static Shape.Whole explore(Reader reader, List<Document.Keys> seeds, List<String> names) {
    Explorer explorer = new Explorer(reader, seeds, names);
    Shape shape = explorer.shape(new Place(List.of(), value -> value));
    return new Shape.Whole(shape, explorer.definitions);
  }

  /** What the place is read as with each of the seeds when the value is put there. */
  private List<Set<ReadAs>> read(Place place, Document value) {
    return seeds.stream()
        .map(
            seed -> {
              Set<ReadAs> notes = new LinkedHashSet<>();
              reader.read(
                  seeded(seed, place.around().apply(value)).yaml(),
                  (path, as) -> {
                    if (path.equals(place.path())) {
                      notes.add(as);
                    }
                  });
              return notes;
            })
        .toList();
  }

  private static Document seeded(Document.Keys seed, Document document) {
    return document instanceof Document.Keys keys ? seed.with(keys) : document;
  }

  private <T extends ReadAs> Optional<T> first(Place place, Document value, Class<T> kind) {
    return read(place, value).stream()
        .flatMap(Set::stream)
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst();
  }

  /** What the reader takes the value for, whatever is put there. */
  private Set<ReadAs> readAs(Place place) {
    Set<ReadAs> all = new LinkedHashSet<>();
    for (Document attempt : ATTEMPTS) {
      read(place, attempt).forEach(all::addAll);
    }
    return all;
  }

  private Shape shape(Place place) {
    Enclosing self = new Enclosing(place, readAs(place));
    Optional<Enclosing> outer = enclosing.stream().filter(self::isLike).findFirst();
    if (outer.isPresent()) {
      same.add(outer.get().name());
      return new Shape.Same(outer.get().name());
    }
    enclosing.addLast(self);
    List<Shape> shapes = shapes(self);
    enclosing.removeLast();
    Shape found = shapes.size() == 1 ? shapes.getFirst() : new Shape.Either(shapes);
    if (!same.contains(self.name())) {
      return found;
    }
    definitions.put(self.name(), found);
    return new Shape.Same(self.name());
  }

  private List<Shape> shapes(Enclosing self) {
    if (self.last(ReadAs.OfJson.class).isPresent()) {
      return List.of(new Shape.Json(self.last(ReadAs.OfJson.class).get().expected()));
    }
    List<Shape> shapes = new ArrayList<>();
    self.last(ReadAs.OfKeys.class).ifPresent(as -> shapes.add(map(self.place, as.expected())));
    self.last(ReadAs.OfElements.class)
        .ifPresent(
            as -> shapes.add(new Shape.Elements(as.expected(), shape(self.place.element()))));
    for (ReadAs as : self.readAs) {
      switch (as) {
        case ReadAs.OfFormat(var format) -> shapes.add(new Shape.Scalar(format));
        case ReadAs.OfText(String expected) -> shapes.add(new Shape.Text(expected));
        case ReadAs.OfNothing() -> shapes.add(new Shape.Nothing());
        default -> {} // what kind of map or list it is
      }
    }
    return shapes;
  }

  private Shape map(Place place, String expected) {
    if (first(place, Document.EMPTY, ReadAs.OfNames.class).isPresent()) {
      return names(place, expected);
    }
    Optional<ReadAs.HavingOneOf> group = first(place, Document.EMPTY, ReadAs.HavingOneOf.class);
    List<String> keys = group.map(ReadAs.HavingOneOf::keys).orElse(List.of());
    return new Shape.Keys(
        expected,
        keys.isEmpty()
            ? variants(place, Document.EMPTY, keys)
            : keys.stream()
                .flatMap(key -> variants(place, Document.EMPTY.with(key, BLANK), keys).stream())
                .toList());
  }

  private Shape names(Place place, String expected) {
    List<Place> entries = names.stream().map(name -> place.of(name, Document.EMPTY)).toList();
    Optional<ReadAs.Named> named = first(entries.getFirst(), BLANK, ReadAs.Named.class);
    Shape values =
        entries.stream()
            .map(this::shape)
            .filter(shape -> !shape.equals(UNREAD))
            .findFirst()
            .orElse(new Shape.Anything());
    return new Shape.Names(expected, named.map(ReadAs.Named::format), values);
  }

  /** One, or one for each value of a key on which the others depend. */
  private List<Shape.Variant> variants(Place place, Document.Keys fixed, List<String> group) {
    Shape.Variant plain = variant(place, fixed, group);
    for (Map.Entry<String, Shape.Property> entry : plain.properties().entrySet()) {
      if (entry.getValue().shape() instanceof Shape.Scalar(var format)) {
        Map<Shape.Variant, List<String>> choices = new LinkedHashMap<>();
        for (String choice : Choices.of(format)) {
          Document.Keys chosen = fixed.with(entry.getKey(), new Document.Text(choice));
          choices
              .computeIfAbsent(variant(place, chosen, group), _ -> new ArrayList<>())
              .add(choice);
        }
        if (choices.size() > 1) {
          return variants(plain, entry.getKey(), format.expected(), choices);
        }
      }
    }
    return List.of(plain);
  }

  /** Those with a value of the key; without it things are as in the plain one. */
  private static List<Shape.Variant> variants(
      Shape.Variant plain, String key, String expected, Map<Shape.Variant, List<String>> choices) {
    boolean needed = plain.properties().get(key).required();
    List<Shape.Variant> all = new ArrayList<>();
    if (!needed && !choices.containsKey(plain)) {
      all.add(plain.without(key));
    }
    choices.forEach(
        (variant, texts) ->
            all.add(
                variant.with(
                    key,
                    new Shape.Property(
                        new Shape.Choice(expected, texts), needed || !variant.equals(plain)))));
    return all;
  }

  /** The keys that go with the fixed ones. */
  private Shape.Variant variant(Place place, Document.Keys fixed, List<String> group) {
    SequencedMap<String, Boolean> required = required(read(place, fixed));
    group.forEach(required::remove);
    group.stream().filter(fixed.values()::containsKey).forEach(key -> required.putLast(key, true));
    SequencedMap<String, Shape.Property> properties = new LinkedHashMap<>();
    required.forEach(
        (key, needed) -> {
          Shape shape = shape(place.of(key, fixed));
          if (!shape.equals(UNREAD)) {
            properties.put(key, new Shape.Property(shape, needed));
          }
        });
    return new Shape.Variant(properties);
  }

  /** The keys that were asked for, and whether they are required wherever anything was. */
  private static SequencedMap<String, Boolean> required(List<Set<ReadAs>> notes) {
    SequencedMap<String, Boolean> required = new LinkedHashMap<>();
    notes.stream()
        .flatMap(Set::stream)
        .filter(ReadAs.HavingKey.class::isInstance)
        .map(as -> ((ReadAs.HavingKey) as).key())
        .forEach(
            key -> {
              ReadAs needed = new ReadAs.HavingKey(key, true);
              required.put(
                  key, notes.stream().allMatch(each -> each.isEmpty() || each.contains(needed)));
            });
    return required;
  }
}
