package dev.faultline.core.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The functions that an expression may call. */
final class Functions {

  private static final int MAX_BYTES = 1 << 20;

  /** How each is called, by its name. */
  static final Map<String, String> SIGNATURES = new LinkedHashMap<>();

  static {
    SIGNATURES.put("uuid", "uuid()");
    SIGNATURES.put("sequence", "sequence()");
    SIGNATURES.put("timestamp", "timestamp(ms) or timestamp(iso)");
    SIGNATURES.put("random", "random(least, most) with whole numbers of at most 15 digits");
    SIGNATURES.put("bytes", "bytes(size, base64) or bytes(size, hex) with a size up to 1048576");
    SIGNATURES.put("pick", "pick(text, weight, text, weight, …) with weights above 0");
    SIGNATURES.put("sha256", "sha256(text)");
    SIGNATURES.put("hmac", "hmac(key, text), the key a secret such as secret.signing");
  }

  /** What arguments mean where the call stands; empty, with a mistake added, when nothing. */
  private final Function<Term, Optional<Expression>> meaning;

  Functions(Function<Term, Optional<Expression>> meaning) {
    this.meaning = meaning;
  }

  /** Whether its arguments are of the right number and form. */
  static boolean fits(Term.Call call) {
    List<Term> given = call.arguments();
    return switch (call.function()) {
      case "uuid", "sequence" -> given.isEmpty();
      case "timestamp" -> given.size() == 1 && word(given.getFirst()).matches("ms|iso");
      case "random" ->
          given.size() == 2
              && given.stream().allMatch(each -> word(each).matches("-?\\d{1,15}"))
              && whole(given.getFirst()) <= whole(given.getLast());
      case "bytes" ->
          given.size() == 2
              && word(given.getFirst()).matches("\\d{1,7}")
              && whole(given.getFirst()) >= 1
              && whole(given.getFirst()) <= MAX_BYTES
              && word(given.getLast()).matches("base64|hex");
      case "pick" -> !given.isEmpty() && given.size() % 2 == 0 && weights(given).isPresent();
      case "sha256" -> given.size() == 1;
      case "hmac" -> given.size() == 2;
      default -> false;
    };
  }

  /** The value that a call that {@link #fits} makes. */
  Optional<Expression> bind(Term.Call call) {
    List<Term> given = call.arguments();
    return switch (call.function()) {
      case "uuid" -> Optional.of(new Made.Uuid());
      case "sequence" -> Optional.of(new Made.Sequence());
      case "timestamp" ->
          Optional.of(
              word(given.getFirst()).equals("ms") ? new Made.Milliseconds() : new Made.IsoTime());
      case "random" ->
          Optional.of(new Made.Between(whole(given.getFirst()), whole(given.getLast())));
      case "bytes" ->
          Optional.of(
              new Made.Bytes((int) whole(given.getFirst()), word(given.getLast()).equals("hex")));
      case "pick" -> pick(given);
      case "sha256" -> meaning.apply(given.getFirst()).map(Digest.Sha256::new);
      case "hmac" -> hmac(given);
      default -> throw new IllegalArgumentException("no function " + call.function());
    };
  }

  private Optional<Expression> hmac(List<Term> given) {
    Optional<Expression> key = meaning.apply(given.getFirst());
    Optional<Expression> text = meaning.apply(given.getLast());
    return key.flatMap(k -> text.map(t -> new Digest.Hmac(k, t)));
  }

  private Optional<Expression> pick(List<Term> given) {
    List<Double> weights = weights(given).orElseThrow();
    double all = weights.stream().mapToDouble(Double::doubleValue).sum();
    List<Made.Pick.Choice> choices = new ArrayList<>();
    double sum = 0;
    for (int i = 0; i < weights.size(); i++) {
      sum += weights.get(i);
      Optional<Expression> text = meaning.apply(given.get(2 * i));
      if (text.isPresent()) {
        choices.add(new Made.Pick.Choice(text.get(), sum / all));
      }
    }
    return choices.size() == weights.size()
        ? Optional.of(new Made.Pick(List.copyOf(choices)))
        : Optional.empty();
  }

  private static Optional<List<Double>> weights(List<Term> given) {
    List<Double> weights = new ArrayList<>();
    for (int i = 1; i < given.size(); i += 2) {
      String written = word(given.get(i));
      if (!written.matches("\\d{1,9}(\\.\\d{1,9})?") || Double.parseDouble(written) == 0) {
        return Optional.empty();
      }
      weights.add(Double.valueOf(written));
    }
    return Optional.of(weights);
  }

  private static long whole(Term term) {
    return Long.parseLong(word(term));
  }

  private static String word(Term term) {
    return switch (term) {
      case Term.Name(String name) -> name;
      case Term.Plain(String text) -> text;
      case Term.Call _ -> "";
    };
  }
}
