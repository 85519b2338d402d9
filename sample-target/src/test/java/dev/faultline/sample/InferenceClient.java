package dev.faultline.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.BlockingClientCall;
import io.grpc.stub.ClientCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Knows of the inference service what it tells by reflection, and nothing else. */
final class InferenceClient implements AutoCloseable {

  private static final String SERVICE = "faultline.sample.Inference";

  private final ManagedChannel channel;
  private final FileDescriptor file;
  private List<String> services;

  InferenceClient(String address) throws Exception {
    channel = ManagedChannelBuilder.forTarget(address).usePlaintext().build();
    file = file();
  }

  private FileDescriptor file() throws Exception {
    BlockingClientCall<ServerReflectionRequest, ServerReflectionResponse> server =
        ClientCalls.blockingBidiStreamingCall(
            channel, ServerReflectionGrpc.getServerReflectionInfoMethod(), options());
    server.write(ServerReflectionRequest.newBuilder().setListServices("").build());
    services =
        server.read().getListServicesResponse().getServiceList().stream()
            .map(ServiceResponse::getName)
            .toList();
    server.write(ServerReflectionRequest.newBuilder().setFileContainingSymbol(SERVICE).build());
    FileDescriptorProto told =
        FileDescriptorProto.parseFrom(
            server.read().getFileDescriptorResponse().getFileDescriptorProto(0));
    server.halfClose();
    return FileDescriptor.buildFrom(told, new FileDescriptor[0]);
  }

  List<String> services() {
    return services;
  }

  boolean healthy() throws Exception {
    return HealthGrpc.newBlockingV2Stub(channel)
        .check(HealthCheckRequest.getDefaultInstance())
        .getStatus()
        .equals(ServingStatus.SERVING);
  }

  String predict(String prompt, int tokens) throws Exception {
    return text(
        ClientCalls.blockingV2UnaryCall(
            channel, method("Predict", MethodType.UNARY), options(), request(prompt, tokens)));
  }

  List<String> generate(String prompt, int tokens) throws Exception {
    BlockingClientCall<?, DynamicMessage> call =
        ClientCalls.blockingV2ServerStreamingCall(
            channel,
            method("Generate", MethodType.SERVER_STREAMING),
            options(),
            request(prompt, tokens));
    List<String> all = new ArrayList<>();
    for (DynamicMessage next = call.read(); next != null; next = call.read()) {
      all.add(text(next));
    }
    return all;
  }

  /** Each with one token. */
  List<String> chat(String... prompts) throws Exception {
    BlockingClientCall<DynamicMessage, DynamicMessage> call =
        ClientCalls.blockingBidiStreamingCall(
            channel, method("Chat", MethodType.BIDI_STREAMING), options());
    List<String> all = new ArrayList<>();
    for (String prompt : prompts) {
      call.write(request(prompt, 1));
      all.add(text(call.read()));
    }
    call.halfClose();
    assertThat(call.read()).isNull();
    return all;
  }

  private DynamicMessage request(String prompt, int tokens) {
    Descriptor request = file.findMessageTypeByName("PredictRequest");
    return DynamicMessage.newBuilder(request)
        .setField(request.findFieldByName("prompt"), prompt)
        .setField(request.findFieldByName("tokens"), tokens)
        .build();
  }

  private String text(DynamicMessage reply) {
    Descriptor type = file.findMessageTypeByName("PredictReply");
    return (String) reply.getField(type.findFieldByName("text"));
  }

  private MethodDescriptor<DynamicMessage, DynamicMessage> method(String name, MethodType type) {
    return MethodDescriptor.newBuilder(marshaller("PredictRequest"), marshaller("PredictReply"))
        .setType(type)
        .setFullMethodName(SERVICE + "/" + name)
        .build();
  }

  private MethodDescriptor.Marshaller<DynamicMessage> marshaller(String type) {
    return ProtoUtils.marshaller(
        DynamicMessage.getDefaultInstance(file.findMessageTypeByName(type)));
  }

  private static CallOptions options() {
    return CallOptions.DEFAULT.withDeadlineAfter(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
