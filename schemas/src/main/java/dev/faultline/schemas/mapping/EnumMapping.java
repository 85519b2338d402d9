package dev.faultline.schemas.mapping;

import java.util.EnumMap;
import java.util.Map;

/**
 * Domain constants and Avro symbols of the same names. Avro's further symbol UNKNOWN is what a
 * reader sees for a symbol of a newer version; the domain has no such constant.
 */
final class EnumMapping<D extends Enum<D>, A extends Enum<A>> {

  private final String name;
  private final Map<D, A> symbols;
  private final Map<A, D> constants;

  /** Fails when a domain constant has no symbol. */
  EnumMapping(Class<D> domain, Class<A> avro) {
    name = domain.getSimpleName();
    symbols = new EnumMap<>(domain);
    constants = new EnumMap<>(avro);
    for (D constant : domain.getEnumConstants()) {
      A symbol = Enum.valueOf(avro, constant.name());
      symbols.put(constant, symbol);
      constants.put(symbol, constant);
    }
  }

  A toAvro(D constant) {
    return symbols.get(constant);
  }

  D toDomain(A symbol) {
    D constant = constants.get(symbol);
    if (constant == null) {
      throw new IllegalArgumentException(name + " is a symbol that this version does not know");
    }
    return constant;
  }
}
