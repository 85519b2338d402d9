package dev.faultline.core.plan;

import java.net.InetSocketAddress;

/**
 * A built-in TCP fault proxy: clients connect to {@code listen}, bytes flow to and from {@code
 * upstream}. Addresses are unresolved host and port.
 */
public record Proxy(String name, InetSocketAddress listen, InetSocketAddress upstream) {}
