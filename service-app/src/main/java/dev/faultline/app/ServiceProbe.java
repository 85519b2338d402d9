package dev.faultline.app;

import java.util.function.BooleanSupplier;

/**
 * How the health endpoints ask a service whether it still works. Each app provides one as a bean.
 *
 * @param name the service's name, for example {@code generator}
 * @param alive false once the service has died and only a restart can help; thread-safe
 */
public record ServiceProbe(String name, BooleanSupplier alive) {}
