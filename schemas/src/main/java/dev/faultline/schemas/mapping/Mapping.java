package dev.faultline.schemas.mapping;

import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * One domain type and the Avro record that stands for it on a topic. Only codecs need it: Avro
 * types end here.
 *
 * @param domain the domain type
 * @param schema the Avro record's current schema
 * @param toAvro both ways without loss
 * @param toDomain throws {@link IllegalArgumentException} for a record that the domain cannot
 *     express, an enum symbol of a newer version for example
 */
public record Mapping<D, A extends SpecificRecord>(
    Class<D> domain, Schema schema, Function<D, A> toAvro, Function<A, D> toDomain) {}
