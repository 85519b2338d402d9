package dev.faultline.core.protobuf;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The services and messages of a gRPC target, as a set of descriptors tells of them. Immutable,
 * thread-safe.
 */
public final class DescriptorSet {

  private final byte[] bytes;
  private final Map<String, List<RpcMethod>> services;
  private final Map<String, MessageType> messages;
  private final Map<String, List<String>> enums;

  private DescriptorSet(byte[] bytes, DescriptorReader read) {
    this.bytes = bytes.clone();
    this.services = Map.copyOf(read.services());
    this.messages = Map.copyOf(read.messages());
    this.enums = Map.copyOf(read.enums());
  }

  /**
   * What the bytes of a {@code google.protobuf.FileDescriptorSet} tell.
   *
   * @throws DamagedDescriptorsException when they are none
   */
  public static DescriptorSet parse(byte[] bytes) throws DamagedDescriptorsException {
    DescriptorReader reader = new DescriptorReader();
    reader.set(new BinaryMessage(bytes, 0, bytes.length));
    return new DescriptorSet(bytes, reader);
  }

  /** The {@code google.protobuf.FileDescriptorSet}. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Full names of all services, in their order. */
  public List<String> services() {
    return services.keySet().stream().sorted().toList();
  }

  /** The methods of a service; empty when there is no such service. */
  public Optional<List<RpcMethod>> methods(String service) {
    return Optional.ofNullable(services.get(service));
  }

  /** The message of that full name; empty when the set does not tell of it. */
  public Optional<MessageType> message(String fullName) {
    return Optional.ofNullable(messages.get(fullName));
  }

  /** The names of an enum's values; empty when the set does not tell of it. */
  public Optional<List<String>> values(String enumName) {
    return Optional.ofNullable(enums.get(enumName));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DescriptorSet that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
