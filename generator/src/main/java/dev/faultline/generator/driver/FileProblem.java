package dev.faultline.generator.driver;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** What is wrong with a file that a plan names, in words. */
public final class FileProblem {

  private FileProblem() {}

  /** What follows "the file": its name, and why it could not be read. */
  public static String of(IOException problem, String path) {
    return switch (problem) {
      case NoSuchFileException _ -> path + " does not exist";
      case AccessDeniedException _ -> path + " must not be read";
      default -> "%s cannot be read: %s".formatted(path, problem.getMessage());
    };
  }
}
