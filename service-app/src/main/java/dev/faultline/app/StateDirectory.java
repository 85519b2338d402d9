package dev.faultline.app;

import java.nio.file.Path;

/** Where a service keeps its state on disk, from {@code faultline.state-dir}. */
public record StateDirectory(Path path) {}
