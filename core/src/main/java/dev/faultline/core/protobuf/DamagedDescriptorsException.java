package dev.faultline.core.protobuf;

/** Bytes that are no descriptor set. */
public final class DamagedDescriptorsException extends Exception {

  private static final long serialVersionUID = 1L;

  DamagedDescriptorsException() {
    super("it is no descriptor set, as protoc --descriptor_set_out writes it");
  }
}
