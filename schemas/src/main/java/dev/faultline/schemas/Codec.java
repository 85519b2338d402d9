package dev.faultline.schemas;

/**
 * Domain records to and from the bytes on a topic. Encoding the same record gives the same bytes.
 * Implementations are thread-safe.
 *
 * @param <T> the domain type of a topic's values
 */
public interface Codec<T> {

  /** The bytes of a record value. */
  byte[] encode(T value);

  /**
   * Reads a record value, written by this or an older version of the schemas.
   *
   * @throws UndecodableException when the bytes are no record of this topic
   */
  T decode(byte[] bytes);
}
