package dev.faultline.core.plan;

import java.net.URI;

/**
 * A system under load, reached over one protocol.
 *
 * @param http base address, {@code http://host:port}, without a path
 */
public record Target(String name, URI http) {}
