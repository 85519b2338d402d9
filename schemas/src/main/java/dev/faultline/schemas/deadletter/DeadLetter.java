package dev.faultline.schemas.deadletter;

import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;

/**
 * A record value that could not be decoded, kept on {@code faultline.dead-letters} so that nothing
 * is lost and somebody can look at it.
 *
 * @param topic where it was read
 * @param partition of that topic
 * @param offset in that partition
 * @param error why it could not be decoded, for people
 * @param value its bytes, unchanged
 */
public record DeadLetter(String topic, int partition, long offset, String error, Bytes value) {

  /**
   * What made a consumer's poll fail. The consumer stays before the record: to go on, it has to
   * seek to the offset after it.
   */
  public static DeadLetter of(RecordDeserializationException failure) {
    Throwable reason = failure.getCause() == null ? failure : failure.getCause();
    byte[] value =
        failure.valueBuffer() == null ? new byte[0] : Utils.toArray(failure.valueBuffer());
    return new DeadLetter(
        failure.topicPartition().topic(),
        failure.topicPartition().partition(),
        failure.offset(),
        reason.getMessage(),
        Bytes.wrap(value));
  }
}
