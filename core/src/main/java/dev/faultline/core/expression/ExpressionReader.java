package dev.faultline.core.expression;

import dev.faultline.core.yaml.Suggestion;
import dev.faultline.core.yaml.YamlNode;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out what an expression means; when nothing, that is a mistake at the text that it is in.
 *
 * @param node that text
 * @param scope what is known there
 * @param bodyKnown whether the request's body may be referred to
 */
record ExpressionReader(YamlNode node, Scope scope, boolean bodyKnown) {

  /** What stands between the braces. */
  Optional<Expression> read(String inner) {
    Optional<Term> term = Term.parse(inner);
    if (term.isEmpty()) {
      node.mistake(
          "'${%s}' is no expression".formatted(inner),
          "a name such as ${orderId} or ${users.name}, or a function such as ${uuid()}");
    }
    return term.flatMap(this::meaning);
  }

  private Optional<Expression> meaning(Term term) {
    return switch (term) {
      case Term.Plain(String text) -> Optional.of(new Literal(text));
      case Term.Name(String name) -> named(name);
      case Term.Call call -> called(call);
    };
  }

  private Optional<Expression> called(Term.Call call) {
    String signature = Functions.SIGNATURES.get(call.function());
    if (signature == null) {
      Set<String> functions = Functions.SIGNATURES.keySet();
      node.mistake(
          "unknown function '%s'%s"
              .formatted(call.function(), Suggestion.didYouMean(call.function(), functions)),
          "one of " + String.join(", ", functions));
      return Optional.empty();
    }
    if (!Functions.fits(call)) {
      node.mistake("'%s' with other arguments".formatted(call.function()), signature);
      return Optional.empty();
    }
    return new Functions(this::meaning).bind(call);
  }

  private Optional<Expression> named(String name) {
    if (bodyKnown && name.equals(RequestBody.NAME)) {
      return Optional.of(new RequestBody());
    }
    if (node.parameters().contains(name)) {
      return node.parameter(name).map(Literal::new);
    }
    Optional<Expression> known = scope.named(name);
    if (known.isEmpty() && scope.mayKnow(name)) {
      node.consequence();
    } else if (known.isEmpty()) {
      unknown(name);
    }
    return known;
  }

  private void unknown(String name) {
    Set<String> names = new LinkedHashSet<>(scope.names());
    names.addAll(node.parameters());
    if (bodyKnown) {
      names.add(RequestBody.NAME);
    }
    node.mistake(
        "unknown name '%s'%s".formatted(name, Suggestion.didYouMean(name, names)),
        names.isEmpty()
            ? "a parameter, a column of the data, or what a step before captures"
            : "one of " + String.join(", ", names));
  }
}
