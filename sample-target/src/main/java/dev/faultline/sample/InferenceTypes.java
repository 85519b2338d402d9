package dev.faultline.sample;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoFileDescriptorSupplier;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCalls;

/**
 * The inference service's types. Put together here rather than generated, so that the build needs
 * no compiler of another language for each platform.
 *
 * <pre>
 * syntax = "proto3";
 * package faultline.sample;
 * service Inference {
 *   rpc Predict(PredictRequest) returns (PredictReply);
 *   rpc Generate(PredictRequest) returns (stream PredictReply);      // token by token
 *   rpc Chat(stream PredictRequest) returns (stream PredictReply);   // a reply to each
 * }
 * message PredictRequest {
 *   string prompt = 1;
 *   int32 tokens = 2;   // how many to answer with, 1 to 4096; 16 when left out
 * }
 * message PredictReply { string text = 1; }
 * </pre>
 */
final class InferenceTypes {

  private static final String PACKAGE = "faultline.sample";
  private static final FileDescriptor FILE = file();
  private static final Descriptor REQUEST = FILE.findMessageTypeByName("PredictRequest");
  private static final Descriptor REPLY = FILE.findMessageTypeByName("PredictReply");

  private InferenceTypes() {}

  static ServerServiceDefinition service(
      ServerCalls.UnaryMethod<DynamicMessage, DynamicMessage> predict,
      ServerCalls.ServerStreamingMethod<DynamicMessage, DynamicMessage> generate,
      ServerCalls.BidiStreamingMethod<DynamicMessage, DynamicMessage> chat) {
    var unary = method("Predict", MethodDescriptor.MethodType.UNARY);
    var streaming = method("Generate", MethodDescriptor.MethodType.SERVER_STREAMING);
    var both = method("Chat", MethodDescriptor.MethodType.BIDI_STREAMING);
    ProtoFileDescriptorSupplier schema = () -> FILE;
    ServiceDescriptor service =
        ServiceDescriptor.newBuilder(PACKAGE + ".Inference")
            .setSchemaDescriptor(schema)
            .addMethod(unary)
            .addMethod(streaming)
            .addMethod(both)
            .build();
    return ServerServiceDefinition.builder(service)
        .addMethod(unary, ServerCalls.asyncUnaryCall(predict))
        .addMethod(streaming, ServerCalls.asyncServerStreamingCall(generate))
        .addMethod(both, ServerCalls.asyncBidiStreamingCall(chat))
        .build();
  }

  private static MethodDescriptor<DynamicMessage, DynamicMessage> method(
      String name, MethodDescriptor.MethodType type) {
    return MethodDescriptor.newBuilder(
            ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(REQUEST)),
            ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(REPLY)))
        .setType(type)
        .setFullMethodName(PACKAGE + ".Inference/" + name)
        .build();
  }

  static String prompt(DynamicMessage request) {
    return (String) request.getField(REQUEST.findFieldByName("prompt"));
  }

  /** 0 when left out. */
  static int tokens(DynamicMessage request) {
    return (Integer) request.getField(REQUEST.findFieldByName("tokens"));
  }

  static DynamicMessage reply(String text) {
    return DynamicMessage.newBuilder(REPLY).setField(REPLY.findFieldByName("text"), text).build();
  }

  private static FileDescriptor file() {
    FileDescriptorProto file =
        FileDescriptorProto.newBuilder()
            .setName("faultline/sample/inference.proto")
            .setPackage(PACKAGE)
            .setSyntax("proto3")
            .addMessageType(
                DescriptorProto.newBuilder()
                    .setName("PredictRequest")
                    .addField(field("prompt", 1, FieldDescriptorProto.Type.TYPE_STRING))
                    .addField(field("tokens", 2, FieldDescriptorProto.Type.TYPE_INT32)))
            .addMessageType(
                DescriptorProto.newBuilder()
                    .setName("PredictReply")
                    .addField(field("text", 1, FieldDescriptorProto.Type.TYPE_STRING)))
            .addService(
                ServiceDescriptorProto.newBuilder()
                    .setName("Inference")
                    .addMethod(rpc("Predict"))
                    .addMethod(rpc("Generate").setServerStreaming(true))
                    .addMethod(rpc("Chat").setClientStreaming(true).setServerStreaming(true)))
            .build();
    try {
      return FileDescriptor.buildFrom(file, new FileDescriptor[0]);
    } catch (DescriptorValidationException e) {
      throw new IllegalStateException("the types do not fit together", e);
    }
  }

  private static MethodDescriptorProto.Builder rpc(String name) {
    return MethodDescriptorProto.newBuilder()
        .setName(name)
        .setInputType("." + PACKAGE + ".PredictRequest")
        .setOutputType("." + PACKAGE + ".PredictReply");
  }

  private static FieldDescriptorProto.Builder field(
      String name, int number, FieldDescriptorProto.Type type) {
    return FieldDescriptorProto.newBuilder().setName(name).setNumber(number).setType(type);
  }
}
