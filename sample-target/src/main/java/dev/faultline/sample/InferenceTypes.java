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
 * service Inference { rpc Predict(PredictRequest) returns (PredictReply); }
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
      ServerCalls.UnaryMethod<DynamicMessage, DynamicMessage> predict) {
    MethodDescriptor<DynamicMessage, DynamicMessage> method =
        MethodDescriptor.newBuilder(
                ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(REQUEST)),
                ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(REPLY)))
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(PACKAGE + ".Inference/Predict")
            .build();
    ProtoFileDescriptorSupplier schema = () -> FILE;
    ServiceDescriptor service =
        ServiceDescriptor.newBuilder(PACKAGE + ".Inference")
            .setSchemaDescriptor(schema)
            .addMethod(method)
            .build();
    return ServerServiceDefinition.builder(service)
        .addMethod(method, ServerCalls.asyncUnaryCall(predict))
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
                    .addMethod(
                        MethodDescriptorProto.newBuilder()
                            .setName("Predict")
                            .setInputType("." + PACKAGE + ".PredictRequest")
                            .setOutputType("." + PACKAGE + ".PredictReply")))
            .build();
    try {
      return FileDescriptor.buildFrom(file, new FileDescriptor[0]);
    } catch (DescriptorValidationException e) {
      throw new IllegalStateException("the types do not fit together", e);
    }
  }

  private static FieldDescriptorProto.Builder field(
      String name, int number, FieldDescriptorProto.Type type) {
    return FieldDescriptorProto.newBuilder().setName(name).setNumber(number).setType(type);
  }
}
