package dev.faultline.core.protobuf;

/**
 * A method of a service.
 *
 * @param input full name of the type of its messages
 * @param clientStreams whether it takes any number of messages, and not one
 * @param serverStreams whether it answers with any number of messages, and not one
 */
public record RpcMethod(String name, String input, boolean clientStreams, boolean serverStreams) {}
