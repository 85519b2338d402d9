package dev.faultline.schemas;

import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.result.RequestResult;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.apache.kafka.common.utils.Bytes;

/**
 * Any value of a domain type, found from the types of its record's components: a field that
 * somebody adds is covered without a change here.
 */
final class ArbitraryRecords {

  /** Anything that UTF-8 can express, so no halves of surrogate pairs. */
  private static final Arbitrary<String> TEXT =
      Arbitraries.strings().withCharRange('\0', '\ud7ff').ofMaxLength(12);

  private ArbitraryRecords() {}

  static <T> Arbitrary<T> of(Class<T> type) {
    return arbitrary(type, Arbitraries.longs()).map(type::cast);
  }

  private static Arbitrary<?> arbitrary(Type type, Arbitrary<Long> numbers) {
    return switch (type) {
      case ParameterizedType generic -> generic(generic, numbers);
      case Class<?> plain -> plain(plain, numbers);
      default -> throw new IllegalArgumentException("cannot make a " + type);
    };
  }

  private static Arbitrary<?> generic(ParameterizedType type, Arbitrary<Long> numbers) {
    List<Arbitrary<Object>> arguments =
        Arrays.stream(type.getActualTypeArguments())
            .map(argument -> arbitrary(argument, numbers).map(Object.class::cast))
            .toList();
    Arbitrary<Object> first = arguments.getFirst();
    Class<?> raw = (Class<?>) type.getRawType();
    if (raw == List.class) {
      return first.list().ofMaxSize(3);
    } else if (raw == Optional.class) {
      return first.optional();
    } else if (raw == Map.class) {
      return Arbitraries.maps(first, arguments.getLast()).ofMaxSize(3);
    } else if (raw == SortedMap.class) {
      return Arbitraries.maps(first, arguments.getLast()).ofMaxSize(3).map(TreeMap::new);
    }
    throw new IllegalArgumentException("cannot make a " + type);
  }

  private static Arbitrary<?> plain(Class<?> type, Arbitrary<Long> numbers) {
    if (type.isRecord()) {
      return record(type, type == RequestResult.class ? numbers.filter(n -> n > 0) : numbers);
    } else if (type.isSealed()) {
      return Arbitraries.oneOf(
          Arrays.stream(type.getPermittedSubclasses())
              .<Arbitrary<?>>map(subtype -> arbitrary(subtype, numbers))
              .toList());
    } else if (type.isEnum()) {
      return Arbitraries.of(type.getEnumConstants());
    } else if (type == long.class || type == Long.class) {
      return numbers;
    } else if (type == int.class || type == Integer.class) {
      return Arbitraries.integers();
    } else if (type == double.class || type == Double.class) {
      return Arbitraries.doubles();
    } else if (type == boolean.class) {
      return Arbitraries.of(true, false);
    } else if (type == String.class) {
      return TEXT;
    } else if (type == OptionalLong.class) {
      return numbers.optional().map(n -> n.map(OptionalLong::of).orElse(OptionalLong.empty()));
    } else if (type == OptionalDouble.class) {
      return Arbitraries.doubles()
          .optional()
          .map(n -> n.map(OptionalDouble::of).orElse(OptionalDouble.empty()));
    } else if (type == UUID.class) {
      return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
    } else if (type == LatencyHistogram.class) {
      return Arbitraries.longs()
          .between(0, 2 * LatencyHistogram.MAX_MICROS)
          .list()
          .ofMaxSize(20)
          .map(ArbitraryRecords::histogram);
    } else if (type == Bytes.class) {
      return Arbitraries.bytes().array(byte[].class).ofMaxSize(20).map(Bytes::wrap);
    }
    throw new IllegalArgumentException("cannot make a " + type);
  }

  private static Arbitrary<?> record(Class<?> type, Arbitrary<Long> numbers) {
    RecordComponent[] components = type.getRecordComponents();
    List<Arbitrary<Object>> values =
        Arrays.stream(components)
            .map(part -> arbitrary(part.getGenericType(), numbers).map(Object.class::cast))
            .toList();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    return Combinators.combine(values)
        .as(
            arguments -> {
              try {
                return type.getDeclaredConstructor(types).newInstance(arguments.toArray());
              } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot make a " + type, e);
              }
            });
  }

  private static LatencyHistogram histogram(List<Long> micros) {
    LatencyHistogram histogram = new LatencyHistogram();
    micros.forEach(histogram::record);
    return histogram;
  }
}
